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

it('does not show red where use goes on at a price', () => {
  expect(readTone({ level: 'exhausted', overagePrice: null })).toBe('exhausted');
  expect(readTone({ level: 'exhausted', overagePrice: { amount: 1, currency: 'USD', per: 1 } })).toBe('low');
});
