import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOfOverage, overagePriceIn, unitsForOverage } from './overage.ts';

const usd = (amount: number, per: number) => ({ amount, currency: 'USD', per });
const aPrice = fc.record({ amount: fc.integer({ min: 0, max: 1_000_000 }), per: fc.integer({ min: 1, max: 1_000_000 }) });
const someUnits = fc.integer({ min: 0, max: 2 ** 33 });

describe('what overage costs', () => {
  it.each([
    ['a cent for a thousand', usd(1, 1000), 1_234_567, 1235],
    ['a cent for a thousand, just under a half', usd(1, 1000), 1499, 1],
    ['a cent for a thousand, exactly a half', usd(1, 1000), 1500, 2],
    ['a half alone', usd(1, 2), 1, 1],
    ['a third, which no decimal holds', usd(1, 3), 4, 1],
    ['a third, over the half', usd(1, 3), 5, 2],
    ['nothing used', usd(1, 1000), 0, 0],
    ['nothing asked', usd(0, 1), 1_000_000, 0],
    [
      'more than a double holds on the way',
      usd(9_007_199_254_740_991, 9_007_199_254_740_991),
      9_007_199_254_740_991,
      9_007_199_254_740_991,
    ],
    ['more than can be charged', usd(9_007_199_254_740_991, 1), 2, 9_007_199_254_740_991],
  ])('%s', (...[, price, units, amount]) => {
    expect(costOfOverage(price, units)).toEqual({ amount, currency: 'USD' });
  });

  it.each([
    ['JPY', 3, 3704],
    ['KWD', 25, 30_864],
  ])('is in minor units of %s, however many of these make one', (...[currency, amount, cost]) => {
    expect(costOfOverage({ amount, currency, per: 1000 }, 1_234_567)).toEqual({ amount: cost, currency });
  });

  it('is never off by more than half a minor unit, and never falls when more is used', () => {
    fc.assert(
      fc.property(aPrice, someUnits, ({ amount, per }, units) => {
        const cost = BigInt(costOfOverage(usd(amount, per), units).amount);
        const off = 2n * (cost * BigInt(per) - BigInt(amount) * BigInt(units));
        expect(off > -BigInt(per) && off <= BigInt(per)).toBe(true);
        expect(costOfOverage(usd(amount, per), units + 1).amount).toBeGreaterThanOrEqual(Number(cost));
      }),
    );
  });
});

describe('how many units an amount pays for', () => {
  it.each([
    ['5 dollars at a cent for a thousand', usd(1, 1000), 500, 500_000],
    ['an amount that is no multiple of the price', usd(3, 10), 10, 33],
    ['nothing', usd(1, 1000), 0, 0],
    ['what costs nothing', usd(0, 1000), 0, null],
  ])('%s', (...[, price, spend, units]) => {
    expect(unitsForOverage(price, spend)).toBe(units);
  });

  it('never costs more than the amount, and one unit more would', () => {
    fc.assert(
      fc.property(aPrice, fc.integer({ min: 0, max: 1_000_000 }), ({ amount, per }, spend) => {
        const units = unitsForOverage(usd(amount, per), spend);
        expect(units === null).toBe(amount === 0);
        if (units === null) return;
        expect(BigInt(units) * BigInt(amount) <= BigInt(spend) * BigInt(per)).toBe(true);
        expect(BigInt(units + 1) * BigInt(amount) > BigInt(spend) * BigInt(per)).toBe(true);
        expect(costOfOverage(usd(amount, per), units).amount).toBeLessThanOrEqual(spend);
      }),
    );
  });
});

it('the price is the one of the currency in which the customer pays, or the first', () => {
  const price = { ...usd(1, 1000), spendCap: 500, also: [{ amount: 2, currency: 'EUR', per: 1500 }] };
  expect(overagePriceIn(price, 'EUR')).toEqual({ amount: 2, currency: 'EUR', per: 1500 });
  expect(overagePriceIn(price, 'USD')).toEqual({ ...usd(1, 1000), spendCap: 500 });
  expect(overagePriceIn(price, 'JPY')).toEqual({ ...usd(1, 1000), spendCap: 500 });
  expect(overagePriceIn(price, null)).toEqual({ ...usd(1, 1000), spendCap: 500 });
});
