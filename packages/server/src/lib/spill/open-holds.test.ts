import { expect, it } from 'vitest';
import type { Entry } from '../ledger/entry.ts';
import { createOpenHolds } from './open-holds.ts';

const entry = (id: string, expiresAt: number): Entry => ({
  ...{ customerId: 'acme', id, kind: 'reserve', userId: null, meter: 'tokens', state: 'reserved', requested: 1, units: 1 },
  ...{ split: { allowance: 1, credits: 0, overage: 0, overrun: 0 }, policy: null, eventId: null, late: false },
  ...{ createdAt: 0, expiresAt, settledAt: null, attempt: 1 },
});
const hold = (id: string, expiresAt = 1000) => ({ entry: entry(id, expiresAt), local: true });

it('holds are found by customer and id until they end', () => {
  const holds = createOpenHolds(2);
  expect(holds.keep(hold('a'), 0)).toBe(true);
  expect(holds.find({ customerId: 'acme', id: 'a' })?.entry.id).toBe('a');
  expect(holds.find({ customerId: 'other', id: 'a' })).toBeUndefined();
  holds.forget({ customerId: 'acme', id: 'a' });
  expect(holds.find({ customerId: 'acme', id: 'a' })).toBeUndefined();
});

it('an open hold never makes room for another, one whose time is over does', () => {
  const holds = createOpenHolds(2);
  holds.keep(hold('long', 1000), 0);
  holds.keep(hold('short', 100), 0);
  expect(holds.keep(hold('refused'), 99)).toBe(false);
  expect(holds.keep({ ...hold('long', 2000) }, 99)).toBe(true);
  expect(holds.keep(hold('late'), 100)).toBe(true);
  const kept = ['long', 'short', 'refused', 'late'].filter((id) => holds.find({ customerId: 'acme', id }) !== undefined);
  expect(kept).toEqual(['long', 'late']);
});
