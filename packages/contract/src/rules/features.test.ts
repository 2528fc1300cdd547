import { describe, expect, it } from 'vitest';
import type { TierView } from '../catalog.ts';
import { featureValuesOf, findFeatureOffer, hasFeature } from './features.ts';

const models = { id: 'models', name: 'Models', values: ['small', 'large', 'huge'] };
const features = [models, { id: 'own_keys', name: 'Own keys' }];
const tier = (id: string, amount: number, more: Partial<TierView> = {}): TierView => ({
  ...{ id, name: id, prices: [{ amount, currency: 'USD', interval: 'month' }], allowances: {} },
  ...more,
});
const free = tier('free', 0, { prices: [], features: ['models'], featureValues: { models: ['small'] } });
const pro = tier('pro', 2000, { features: ['models', 'own_keys'] });
const team = tier('team', 5000, { features: ['models', 'own_keys'] });
const tiers = [free, pro, team];

describe('a feature', () => {
  it.each([
    ['that the tier does not have', free, { feature: 'own_keys' }, false],
    ['that the tier has', pro, { feature: 'own_keys' }, true],
    ['of which the tier has some values', free, { feature: 'models' }, true],
    ['in a value that the tier lists', free, { feature: 'models', value: 'small' }, true],
    ['in a value that the tier does not list', free, { feature: 'models', value: 'large' }, false],
    ['in a value where the tier lists none, so has them all', pro, { feature: 'models', value: 'huge' }, true],
    ['in a value that nobody has', pro, { feature: 'models', value: 'enormous' }, false],
    ['in a value, of a feature without values', pro, { feature: 'own_keys', value: 'any' }, false],
    ['that the catalog does not know', pro, { feature: 'time_travel' }, false],
  ])('%s', (...[, of, wish, has]) => {
    expect(hasFeature(of, features, wish)).toBe(has);
  });

  it('has the values that the tier lists, else all, and none in a tier without it', () => {
    expect(featureValuesOf(free, models)).toEqual(['small']);
    expect(featureValuesOf(pro, models)).toEqual(['small', 'large', 'huge']);
    expect(featureValuesOf(tier('bare', 0), models)).toEqual([]);
  });

  it.each([
    ['the cheapest tier that has it', { currentTier: 'free', feature: 'own_keys' }, 'pro'],
    ['the cheapest tier that has the value', { currentTier: 'free', feature: 'models', value: 'huge' }, 'pro'],
    ['never the present tier', { currentTier: 'pro', feature: 'own_keys' }, 'team'],
    ['nothing when nobody has it', { currentTier: 'free', feature: 'models', value: 'enormous' }, null],
  ])('that is missing is offered by %s', (_name, wish, offered) => {
    const offer = findFeatureOffer({ tiers, features }, wish);
    expect(offer?.kind === 'tier' ? offer.tier : offer).toBe(offered);
  });
});
