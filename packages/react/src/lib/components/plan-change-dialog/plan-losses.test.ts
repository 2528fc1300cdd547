import type { CatalogView, KeptTier, TierView } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { type PlanLoss, planLosses } from './plan-losses.ts';

type Included = TierView['allowances'][string];

const meters: CatalogView['meters'] = [
  { id: 'pages', name: 'Pages', unit: { one: 'page', other: 'pages' } },
  { id: 'tokens', name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
];
const features = [
  { id: 'sso', name: 'Single sign-on' },
  { id: 'audit', name: 'Audit log' },
];
const priced = { overage: { pages: { amount: 1, currency: 'USD', per: 1 } } };
const yearly: Partial<TierView> = { prices: [{ amount: 1, currency: 'USD', interval: 'year' }] };
const tier = (id: string, pages: Included, more: Partial<TierView> = {}): TierView => ({
  ...{ id, name: id, prices: [], allowances: { pages, tokens: 0 } },
  ...more,
});
const said = (loss: PlanLoss) => {
  if (loss.kind === 'version') return `${loss.name} for ${loss.prices[0]?.amount}`;
  return loss.kind === 'feature' ? loss.feature : `${loss.kind} of ${loss.meter.id}`;
};
const lose = (from: TierView, to: TierView) => planLosses({ catalog: { tiers: [from, to], meters, features }, from: from.id, to: to.id });

const daily = (units: number): Included => [{ units, window: 'day' }];
const monthly = (units: number): Included => [{ units, window: 'month' }];

type Row = readonly [name: string, from: TierView, to: TierView, losses: readonly string[]];

const rows: Row[] = [
  ['nothing between equals', tier('a', 50, { features: ['sso'] }), tier('b', 50, { features: ['sso'] }), []],
  ['nothing on the way up', tier('a', 50), tier('b', 100, { features: ['sso'] }), []],
  ['units where fewer are included', tier('a', 50), tier('b', 10), ['allowance of pages']],
  ['units where none are included', tier('a', 1), tier('b', 0), ['allowance of pages']],
  ['nothing where none were included', tier('a', 0), tier('b', 0), []],
  ['units where there was no limit', tier('a', 'unlimited'), tier('b', 1_000_000), ['allowance of pages']],
  ['nothing where there is no limit any more', tier('a', daily(5)), tier('b', 'unlimited'), []],
  ['units where a limit by the day is new', tier('a', 50), tier('b', daily(20)), ['allowance of pages']],
  ['nothing where a month holds all that the days could', tier('a', daily(20)), tier('b', monthly(620)), []],
  ['units where a month holds less than its days could', tier('a', daily(20)), tier('b', monthly(619)), ['allowance of pages']],
  ['nothing where month and period hold the same', tier('a', monthly(50)), tier('b', 50), []],
  ["units where a year's are given out by the month", tier('a', 600, yearly), tier('b', 50), ['allowance of pages']],
  ['features, in the order of the catalog', tier('a', 0, { features: ['audit', 'sso'] }), tier('b', 0), ['sso', 'audit']],
  ['the way past the allowance', tier('a', 50, priced), tier('b', 50), ['overage of pages']],
  ['no way past an allowance that has no end', tier('a', 50, priced), tier('b', 'unlimited'), []],
  [
    'everything at once, units before features',
    tier('a', 50, { ...priced, features: ['sso'] }),
    tier('b', 10, { features: ['audit'] }),
    ['allowance of pages', 'overage of pages', 'sso'],
  ],
];

describe('what a move between two tiers loses', () => {
  it.each(rows)('%s', (...[_name, from, to, losses]) => {
    expect(lose(from, to).map(said)).toEqual(losses);
  });

  it('carries both allowances', () => {
    expect(lose(tier('a', 50), tier('b', 10))).toEqual([{ kind: 'allowance', meter: meters[0], before: 50, after: 10 }]);
  });

  it('loses nothing of a tier that the catalog lost, and everything to one', () => {
    const catalog = { tiers: [tier('a', 50)], meters, features };
    expect(planLosses({ catalog, from: 'gone', to: 'a' })).toEqual([]);
    expect(planLosses({ catalog, from: 'a', to: 'gone' }).map(said)).toEqual(['allowance of pages']);
  });

  it('compares with the earlier version that is kept, and loses that too, also by a move within the tier', () => {
    const kept: KeptTier = {
      id: 'first',
      prices: [{ amount: 900, currency: 'USD', interval: 'month' }],
      allowances: { pages: 80, tokens: 5 },
    };
    const catalog = { tiers: [tier('a', 50, { features: ['sso'] }), tier('b', 60)], meters, features };
    expect(planLosses({ catalog, from: 'a', to: 'b' }).map(said)).toEqual(['sso']);
    expect(planLosses({ catalog, from: 'a', kept, to: 'b' }).map(said)).toEqual(['a for 900', 'allowance of pages', 'allowance of tokens']);
    expect(planLosses({ catalog, from: 'a', kept, to: 'a' }).map(said)).toEqual(['a for 900', 'allowance of pages', 'allowance of tokens']);
  });

  it('loses nothing by staying', () => {
    for (const [, from] of rows) expect(lose(from, { ...from, id: 'same' })).toEqual([]);
  });
});
