import type { Level, MeterBalance } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { balanceOf } from '../../testing/acme.ts';
import { readMeter, readTone } from './read-meter.ts';

it.each([
  ['nothing used', { used: 0 }, { now: 0, share: 0, overShare: 0 }],
  ['some used', { used: 12 }, { now: 12, share: 0.24, overShare: 0 }],
  ['all used', { used: 50 }, { now: 50, share: 1, overShare: 0 }],
  ['more used than granted, after a smaller plan', { used: 80 }, { now: 50, share: 1, overShare: 0 }],
  ['a fifth of the scale over the allowance', { granted: 1000, used: 1250, overage: 250 }, { now: 1000, share: 1, overShare: 0.2 }],
])('clamps the one value of a limited meter: %s', (_, change, expected) => {
  expect(readMeter(balanceOf(change))).toMatchObject({ kind: 'limited', ...expected });
});

it.each([
  ['unlimited', { granted: 'unlimited' as const }, 'unlimited'],
  ['credits alone', { granted: 0, credits: 12 }, 'prepaid'],
  ['paid by use', { granted: 0, overagePrice: { amount: 1, currency: 'USD', per: 1 } }, 'metered'],
])('draws no bar for %s', (_, change, kind) => {
  expect(readMeter(balanceOf(change))).toEqual({ kind });
});

it('draws money where use is paid for up to an amount', () => {
  const overagePrice = { amount: 1, currency: 'USD', per: 1000 };
  const spendCap = { amount: 5000, currency: 'USD', units: 5_000_000, unitsLeft: 3_765_433 };
  const overageCost = { amount: 1235, currency: 'USD' };
  const reading = readMeter(balanceOf({ granted: 0, used: 1_234_567, overage: 1_234_567, overagePrice, overageCost, spendCap }));
  expect(reading).toEqual({ kind: 'capped', now: 1235, max: 5000, share: 0.247, overShare: 0 });
});

const overagePrice = { amount: 1, currency: 'USD', per: 1 };
const capAt = (unitsLeft: number) => ({ amount: 100, currency: 'USD', units: 100, unitsLeft });

it.each<[string, Partial<MeterBalance>, Level]>([
  ['red where the meter blocks', {}, 'exhausted'],
  ['amber where use goes on at a price', { overagePrice }, 'low'],
  ['amber up to the spend cap', { overagePrice, spendCap: capAt(1) }, 'low'],
  ['red at the spend cap', { overagePrice, spendCap: capAt(0) }, 'exhausted'],
  ['nothing where all is paid by use', { granted: 0, overagePrice }, 'ok'],
  ['nothing while the spend cap is far', { granted: 0, overagePrice, spendCap: capAt(20) }, 'ok'],
  ['amber when the spend cap comes near', { granted: 0, overagePrice, spendCap: capAt(19) }, 'low'],
])('a used up meter shows %s', (_, change, tone) => {
  expect(readTone(balanceOf({ level: 'exhausted', remaining: 0, ...change }))).toBe(tone);
});
