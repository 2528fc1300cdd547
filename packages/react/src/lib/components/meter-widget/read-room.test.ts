import { expect, it } from 'vitest';
import { balanceOf } from '../../testing/acme.ts';
import { readRoom } from './read-room.ts';

const overagePrice = { amount: 1, currency: 'USD', per: 1000 };
const spendCap = { amount: 5000, currency: 'USD', units: 5_000_000, unitsLeft: 1200 };

it.each([
  ['what is left where the meter blocks', { remaining: 7 }, 7],
  ['nothing for a count that is broken', { remaining: -3 }, 0],
  ['no end without a limit', { remaining: 'unlimited' as const }, Number.POSITIVE_INFINITY],
  ['no end where more is sold', { remaining: 0, overagePrice }, Number.POSITIVE_INFINITY],
  ['what is left and what the spend cap still pays for', { remaining: 7, overagePrice, spendCap }, 1207],
  ['nothing at the spend cap', { remaining: 0, overagePrice, spendCap: { ...spendCap, unitsLeft: 0 } }, 0],
])('room is %s', (_, change, room) => {
  expect(readRoom(balanceOf(change))).toBe(room);
});
