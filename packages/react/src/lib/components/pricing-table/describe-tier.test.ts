import type { CatalogView, TierView } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { createFormatter } from '../../format/formatter.ts';
import { english } from '../../messages/english.ts';
import { catalog } from '../../testing/acme.ts';
import { describeTier, pickPrice, savingOf } from './describe-tier.ts';

const text = { messages: english, format: createFormatter() };
const read = (tier: TierView, sold: Pick<CatalogView, 'meters' | 'features'> = catalog) =>
  describeTier(tier, { catalog: sold, text }).map(({ line }) => line);
const linesOf = (id: string) => catalog.tiers.filter((tier) => tier.id === id).flatMap((tier) => read(tier));

it('turns allowances, overage and features into lines and leaves out what is not included', () => {
  expect(linesOf('free')).toEqual(['10 job descriptions a month']);
  expect(linesOf('pro')).toEqual(['50 job descriptions a month', '1,000,000 tokens a month, then $0.01 per 1,000 tokens', 'Own API keys']);
  expect(linesOf('enterprise')).toEqual(['Unlimited job descriptions', 'Unlimited tokens']);
});

it('gives each of several limits its own line', () => {
  expect(linesOf('team').slice(0, 2)).toEqual(['20 job descriptions a day', '200 job descriptions a month']);
});

it('counts the allowance of a yearly plan by the year', () => {
  const tier = { id: 'y', name: 'Y', prices: [{ amount: 1, currency: 'USD', interval: 'year' as const }], allowances: { tokens: 500 } };
  expect(read(tier)).toEqual(['500 tokens a year']);
});

it('says what pay per use costs', () => {
  const tier = { id: 'p', name: 'P', prices: [], allowances: { tokens: 0 }, overage: { tokens: { amount: 1, currency: 'USD', per: 1 } } };
  expect(read(tier)).toEqual(['Pay per use: $0.01 per token']);
});

it('gives each line an id of its own, though two features share a name', () => {
  const sold = { meters: [], features: ['a', 'b'].map((id) => ({ id, name: 'Support' })) };
  const tier = { id: 't', name: 'T', prices: [], allowances: {}, features: ['a', 'b'] };
  expect(describeTier(tier, { catalog: sold, text })).toEqual(['a', 'b'].map((id) => ({ id, line: 'Support' })));
});

it('shows no price of an interval that is not sold', () => {
  const yearly = { amount: 90, currency: 'EUR', interval: 'year' as const };
  const monthly = { amount: 10, currency: 'USD', interval: 'month' as const };
  expect(pickPrice({ prices: [monthly, yearly] }, 'EUR')).toBe(monthly);
  expect(pickPrice({ prices: [yearly, monthly] }, 'EUR')).toBe(yearly);
});

const usd = (amount: number, interval: 'month' | 'year') => ({ amount, currency: 'USD', interval });

it('picks the price of the wanted interval where the tier is sold by it', () => {
  expect(pickPrice({ prices: [usd(10, 'month'), usd(100, 'year')] }, 'USD', 'year')?.amount).toBe(100);
  expect(pickPrice({ prices: [usd(10, 'month')] }, 'USD', 'year')?.amount).toBe(10);
});

it.each([
  ['a sixth', [usd(10, 'month'), usd(100, 'year')], 1 / 6],
  ['nothing where the year costs more', [usd(10, 'month'), usd(130, 'year')], 0],
  ['nothing where no month is sold', [usd(100, 'year')], 0],
  ['nothing against a month that costs nothing', [usd(0, 'month'), usd(100, 'year')], 0],
  ['nothing against a month in another currency', [{ ...usd(10, 'month'), currency: 'EUR' }, usd(100, 'year')], 0],
])('a year saves %s', (_, prices, share) => {
  expect(savingOf({ prices }, pickPrice({ prices }, 'USD', 'year'))).toBeCloseTo(share);
  expect(savingOf({ prices }, pickPrice({ prices }, 'USD', 'month'))).toBe(prices[0]?.interval === 'year' ? share : 0);
});

it('picks the price in the wanted currency, else the first', () => {
  const prices = [
    { amount: 10, currency: 'USD', interval: 'month' as const },
    { amount: 9, currency: 'EUR', interval: 'month' as const },
  ];
  expect(pickPrice({ prices }, 'EUR')?.amount).toBe(9);
  expect(pickPrice({ prices }, 'SEK')?.amount).toBe(10);
  expect(pickPrice({ prices: [] }, 'EUR')).toBeNull();
});

it('names what of a feature is included, where there is more or less of it', () => {
  const sold = { meters: [], features: [{ id: 'models', name: 'Models', values: ['small', 'large'] }] };
  const tier = { id: 't', name: 'T', prices: [], allowances: {}, features: ['models'] };
  expect(read({ ...tier, featureValues: { models: ['small'] } }, sold)).toEqual(['Models: small']);
  expect(read(tier, sold)).toEqual(['Models: small, large']);
});
