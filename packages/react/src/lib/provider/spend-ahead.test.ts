import { describe, expect, it } from 'vitest';
import { balanceOf, stateOf } from '../testing/acme.ts';
import { fitUnits, type SpendAhead, spendAhead } from './spend-ahead.ts';

const spendOf = (change: Partial<SpendAhead> = {}): SpendAhead => {
  const { granted, resetsAt, credits } = balanceOf();
  return { meter: 'tokens', units: 1, floor: { used: 13, taken: 13 }, from: { granted, resetsAt, credits }, ...change };
};
const show = (balance: Partial<ReturnType<typeof balanceOf>>, ...spends: SpendAhead[]) =>
  spendAhead(stateOf({ meters: { tokens: balanceOf(balance) } }), spends).meters['tokens'];

describe('spendAhead', () => {
  it('counts units as used before the server has heard of them', () => {
    expect(show({}, spendOf())).toMatchObject({ used: 13, remaining: 37, level: 'ok' });
  });

  it.each([
    ['has counted them', { used: 13, remaining: 37 }],
    ['has counted more, of somebody else', { used: 30, remaining: 20 }],
  ])('leaves the count of a server that %s', (_, balance) => {
    expect(show(balance, spendOf())).toEqual(balanceOf(balance));
  });

  it('shows as used what the server holds already, and takes it from what is left once', () => {
    const limit = { window: 'period', granted: 50, used: 12, reserved: 3, remaining: 35, resetsAt: null } as const;
    const held = { reserved: 3, remaining: 35, limits: [limit] };
    expect(show(held, spendOf())).toMatchObject({
      used: 13,
      reserved: 2,
      remaining: 35,
      limits: [{ used: 13, reserved: 2, remaining: 35 }],
    });
  });

  it('takes no more than the units when somebody else lets go of what they held', () => {
    expect(show({ reserved: 1, remaining: 37 }, spendOf({ floor: { used: 13, taken: 18 } }))).toMatchObject({ used: 13, remaining: 36 });
  });

  it('takes the allowance, then credits, then overage', () => {
    const balance = { used: 48, remaining: 5, credits: 3, overagePrice: { amount: 1, currency: 'USD', per: 1 } };
    const from = { granted: 50, resetsAt: balanceOf().resetsAt, credits: 3 };
    expect(show(balance, spendOf({ floor: { used: 50, taken: 50 }, from }))).toMatchObject({
      used: 50,
      remaining: 3,
      credits: 3,
      overage: 0,
    });
    expect(show(balance, spendOf({ floor: { used: 52, taken: 52 }, from }))).toMatchObject({
      used: 52,
      remaining: 1,
      credits: 1,
      overage: 0,
    });
    expect(show(balance, spendOf({ floor: { used: 55, taken: 55 }, from }))).toMatchObject({
      used: 55,
      remaining: 0,
      credits: 0,
      overage: 2,
      level: 'exhausted',
    });
  });

  it('lowers every limit of the meter, none below zero', () => {
    const limit = { window: 'day', granted: 13, used: 12, reserved: 0, remaining: 1, resetsAt: null } as const;
    const limits = [limit, { ...limit, remaining: 'unlimited' as const }];
    expect(show({ limits }, spendOf({ floor: { used: 15, taken: 15 } }))?.limits).toMatchObject([
      { used: 15, remaining: 0 },
      { used: 15, remaining: 'unlimited' },
    ]);
  });

  it('says nothing in another window, under another allowance, or after credits were bought', () => {
    for (const balance of [{ resetsAt: null }, { granted: 200 }, { credits: 20 }]) {
      expect(show(balance, spendOf())).toEqual(balanceOf(balance));
    }
  });

  it('says what more overage comes to, and what the spend cap still pays for', () => {
    const overagePrice = { amount: 15, currency: 'USD', per: 10 };
    const spendCap = { amount: 300, currency: 'USD', units: 200, unitsLeft: 2 };
    const balance = { used: 48, remaining: 0, overage: 3, overagePrice, overageCost: { amount: 5, currency: 'USD' }, spendCap };
    expect(show(balance, spendOf({ floor: { used: 51, taken: 51 } }))).toMatchObject({
      overage: 6,
      overageCost: { amount: 9, currency: 'USD' },
      spendCap: { ...spendCap, unitsLeft: 0 },
    });
  });

  it('leaves meters that nobody knows, and a meter without limit stays without', () => {
    expect(show({}, spendOf({ meter: 'gone' }))).toEqual(balanceOf());
    const unlimited = { granted: 'unlimited', remaining: 'unlimited', level: 'unlimited' } as const;
    expect(show(unlimited, spendOf({ from: { ...spendOf().from, granted: 'unlimited' } }))).toMatchObject({ used: 13, ...unlimited });
  });
});

it('fitUnits lets no more be shown than is left where the meter blocks, or the spend cap does', () => {
  expect(fitUnits(balanceOf({ remaining: 2 }), 5)).toBe(2);
  expect(fitUnits(balanceOf({ remaining: 0 }), 5)).toBe(0);
  expect(fitUnits(balanceOf({ remaining: 2, overagePrice: { amount: 1, currency: 'USD', per: 1 } }), 5)).toBe(5);
  const spendCap = { amount: 9, currency: 'USD', units: 9, unitsLeft: 1 };
  expect(fitUnits(balanceOf({ remaining: 2, overagePrice: { amount: 1, currency: 'USD', per: 1 }, spendCap }), 5)).toBe(3);
  expect(fitUnits(balanceOf({ remaining: 'unlimited' }), 5)).toBe(5);
});
