import type { AdminCustomer } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { isoOf } from '../subscription/instant.ts';

const MOST_HELD = 100;

/** Units that are held while work runs, the latest first. */
export async function listHeld({ store }: Context, customerId: string): Promise<AdminCustomer['reservations']> {
  const entries = await store.ledger.listEntries({ customerId, before: null, limit: MOST_HELD, held: true });
  return entries.map(({ id, meter, userId, units, createdAt, expiresAt }) => ({
    ...{ id, meter, userId, units, createdAt: isoOf(createdAt), expiresAt: isoOf(expiresAt ?? createdAt) },
  }));
}
