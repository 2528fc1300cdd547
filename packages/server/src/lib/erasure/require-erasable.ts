import { BillingError, isLive } from '@plimsoll/contract';
import { type AccessRecord, accessKey } from '../access/announce-access.ts';
import type { Context } from '../context.ts';
import { overridesAt } from '../subscription/overrides.ts';
import type { Snapshot } from '../subscription/snapshot.ts';

/**
 * Refuses what must end first: a subscription that is paid, a tier that was given, an access of which the host does not know that it ended.
 * @throws BillingError `subscription_exists`, `change_not_possible` or `concurrent_change`
 */
export async function requireErasable(context: Context, snapshot: Snapshot): Promise<void> {
  if (snapshot.rows.some(({ status }) => isLive(status))) {
    const publicMessage =
      'This customer has a subscription that has not ended. End it at the payment provider first, at once or at the end of its period.';
    throw new BillingError('subscription_exists', 'A customer with a live subscription cannot be erased.', { publicMessage });
  }
  if (overridesAt(snapshot.overrides, await context.store.now()).tier !== null) {
    const publicMessage = 'This customer has a tier that was given for nothing. Take it back first.';
    throw new BillingError('change_not_possible', 'A customer with a given tier cannot be erased.', { publicMessage });
  }
  await requireTold(context, snapshot.customerId);
}

// Credentials that the host gave would stay for ever: nobody tells of a customer who is gone.
async function requireTold(context: Context, customerId: string): Promise<void> {
  const { store, catalog, access } = context;
  const record = (await store.records.read(accessKey(customerId)))?.value as AccessRecord | undefined;
  const isTold = record === undefined || (record.telling === null && (record.told === null || record.told.tier === catalog.fallbackTier));
  if (isTold) return;
  access.note(customerId);
  throw tryAgain('Your application has not heard yet that the access of this customer ended. Try again in a moment.');
}

/** What is over in a moment. */
export function tryAgain(publicMessage: string): BillingError {
  return new BillingError('concurrent_change', 'A customer cannot be erased yet.', { publicMessage, retryAfterMs: 2000 });
}
