import { accessKey } from '../access/announce-access.ts';
import type { Context } from '../context.ts';
import { lotsKey } from '../credits/expiring-lots.ts';
import { deedsKey } from '../credits/perform-deed.ts';
import { levelsKey } from '../level/announce-levels.ts';
import { paymentsReadKey } from '../payments/read-payments.ts';
import type { ProviderItem } from '../provider.ts';
import { sampleKey } from '../reconcile/drift-record.ts';
import { forgetCursor } from '../reconcile/reconcile.ts';
import { checkoutKey } from '../subscription/start-checkout.ts';

/** Forgets the small documents of a customer, and what documents about all customers say of it. Idempotent. */
export async function forgetRecords(context: Context, customerId: string): Promise<void> {
  const { records } = context.store;
  const own = [accessKey, levelsKey, lotsKey, deedsKey, paymentsReadKey, sampleKey].map((keyOf) => keyOf(customerId));
  const checkouts = itemsOf(context).map((item) => checkoutKey(customerId, item));
  for (const key of [...own, ...checkouts]) await records.remove(key);
  await context.syncs.forget(customerId);
  await forgetCursor(records, customerId);
}

/** Everything that the catalog has on sale. What it had before has checkouts that end by themselves, within a day. */
function itemsOf({ catalog }: Context): ProviderItem[] {
  const tiers = Object.keys(catalog.tiers).flatMap((id): ProviderItem[] => [
    { kind: 'tier', id },
    { kind: 'tier', id, interval: 'month' },
    { kind: 'tier', id, interval: 'year' },
  ]);
  return [...tiers, ...Object.keys(catalog.packs).map((id): ProviderItem => ({ kind: 'pack', id }))];
}
