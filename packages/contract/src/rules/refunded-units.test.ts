import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refundedUnits } from './refunded-units.ts';

it.each([
  ['nothing', { units: 10, amount: 990, refunded: 0 }, 0],
  ['a half', { units: 10, amount: 990, refunded: 495 }, 5],
  ['a third, of which a unit is left over', { units: 10, amount: 990, refunded: 330 }, 3],
  ['all but a cent', { units: 10, amount: 990, refunded: 989 }, 9],
  ['all', { units: 10, amount: 990, refunded: 990 }, 10],
  ['more than was paid', { units: 10, amount: 990, refunded: 2000 }, 10],
  ['of an order that cost nothing', { units: 10, amount: 0, refunded: 0 }, 0],
  ['units that no double can multiply', { units: 9_007_199_254_740_991, amount: 3, refunded: 1 }, 3_002_399_751_580_330],
])('%s was given back', (_name, order, units) => {
  expect(refundedUnits(order)).toBe(units);
});

it('what is taken back never exceeds what was bought, and grows with what is refunded', () => {
  const order = fc.record({ units: fc.nat(1_000_000), amount: fc.nat(1_000_000) });
  fc.assert(
    fc.property(order, fc.nat(1_000_000), ({ units, amount }, refunded) => {
      const taken = refundedUnits({ units, amount, refunded });
      expect(taken).toBeLessThanOrEqual(units);
      expect(refundedUnits({ units, amount, refunded: refunded + 1 })).toBeGreaterThanOrEqual(taken);
    }),
  );
});
