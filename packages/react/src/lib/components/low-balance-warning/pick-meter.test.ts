import { expect, it } from 'vitest';
import { balanceOf } from '../../testing/acme.ts';
import { pickTroubledMeters } from './pick-meter.ts';

const overagePrice = { amount: 1, currency: 'USD', per: 1 };
const ok = balanceOf();
const low = balanceOf({ level: 'low', remaining: 5 });
const lower = balanceOf({ level: 'low', granted: 100, remaining: 2 });
const priced = balanceOf({ level: 'exhausted', remaining: 0, overagePrice });
const spendCap = { amount: 100, currency: 'USD', units: 100, unitsLeft: 0 };
const capped = balanceOf({ ...priced, spendCap });
const byUse = balanceOf({ ...priced, granted: 0 });
const exhausted = balanceOf({ level: 'exhausted', remaining: 0 });
const unlimited = balanceOf({ level: 'unlimited', granted: 'unlimited', remaining: 'unlimited' });

it.each([
  ['nothing while all is well', { ok, unlimited }, null],
  ['the only one that is low', { ok, low }, 'low'],
  ['the one with the smaller share left', { low, lower }, 'lower'],
  ['one that costs extra before one that is low', { lower, priced }, 'priced'],
  ['one at its spend cap before one that costs extra', { priced, capped }, 'capped'],
  ['nothing where all is paid by use', { byUse }, null],
  ['one that blocks before all others', { low, priced, exhausted }, 'exhausted'],
])('picks %s', (_, meters, expected) => {
  expect(pickTroubledMeters({ customerId: 'acme', meters })[0]?.meter ?? null).toBe(expected);
});

it('says the spend cap again to who put the end of the allowance away', () => {
  const keyOf = (balance: typeof priced) => pickTroubledMeters({ customerId: 'acme', meters: { tokens: balance } })[0]?.key;
  expect(keyOf(capped)).not.toBe(keyOf(priced));
});

it('gives each threshold that the server warns at a warning of its own', () => {
  const keys = Array.from({ length: 50 }, (_, left) => {
    const meters = { m: balanceOf({ level: left === 0 ? 'exhausted' : 'low', granted: 50, remaining: left }) };
    return pickTroubledMeters({ customerId: 'acme', meters, warnAt: [0.9, 0.5, 0.2, 0] })[0]?.key;
  });
  expect(new Set(keys.slice(0, 45)).size).toBe(4);
  expect([keys[0], keys[9], keys[24], keys[44]].map((key, at, all) => all.indexOf(key) === at)).toEqual([true, true, true, true]);
});
