import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Snapshot } from '../subscription/snapshot.ts';

/** What is known of a customer. @throws BillingError `not_found` when nothing is */
export async function requireCustomer({ store }: Context, customerId: string): Promise<Snapshot> {
  const snapshot = await store.snapshots.read(customerId);
  if (snapshot !== null) return snapshot;
  throw new BillingError('not_found', `Nothing is known of the customer "${customerId}".`, { publicMessage: 'There is no such customer.' });
}
