import { expect, it } from 'vitest';
import { balanceOf } from '../../testing/acme.ts';
import { pickTroubledMeters } from './pick-meter.ts';

const overagePrice = { amount: 1, currency: 'USD', per: 1 };
const ok = balanceOf();
const low = balanceOf({ level: 'low', remaining: 5 });
const lower = balanceOf({ level: 'low', granted: 100, remaining: 2 });
const priced = balanceOf({ level: 'exhausted', remaining: 0, overagePrice });
const exhausted = balanceOf({ level: 'exhausted', remaining: 0 });
const unlimited = balanceOf({ level: 'unlimited', granted: 'unlimited', remaining: 'unlimited' });

it.each([
  ['nothing while all is well', { ok, unlimited }, null],
  ['the only one that is low', { ok, low }, 'low'],
  ['the one with the smaller share left', { low, lower }, 'lower'],
  ['one that costs extra before one that is low', { lower, priced }, 'priced'],
  ['one that blocks before all others', { low, priced, exhausted }, 'exhausted'],
])('picks %s', (_, meters, expected) => {
  expect(pickTroubledMeters({ customerId: 'acme', meters })[0]?.meter ?? null).toBe(expected);
});
