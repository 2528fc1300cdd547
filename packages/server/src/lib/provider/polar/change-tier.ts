import { BillingError, type BillingInterval } from '@plimsoll/contract';
import type { ProviderSubscription } from '../../provider.ts';
import type { ProductMap } from './product-map.ts';
import { readRefusal } from './refusal.ts';
import type { SubscriptionDesk } from './subscription-desk.ts';

export interface TierChange {
  readonly tier: string;
  readonly interval?: BillingInterval;
  readonly when: 'now' | 'period_end';
}

/** Moves a subscription to another tier and keeps it running. `payment_failed`: everything is as it was. */
export async function changeTier(desk: SubscriptionDesk, change: TierChange, products: ProductMap): Promise<ProviderSubscription> {
  const productId = products.productOf({ kind: 'tier', id: change.tier, ...(change.interval && { interval: change.interval }) });
  const before = await desk.read();
  if (before.status === 'ended') throw new BillingError('change_not_possible', 'The subscription is over.');
  if (before.cancelAt === null) return applyChange(desk, { ...change, productId, before });
  // Polar does not change the product of a subscription that is to end.
  const kept = await desk.update({ cancel_at_period_end: false });
  try {
    return await applyChange(desk, { ...change, productId, before: kept });
  } catch (thrown) {
    // Only after a clear no: when the outcome is unknown, the change may have been made and paid.
    if (readRefusal(thrown) !== null) await desk.update({ cancel_at_period_end: true });
    throw thrown;
  }
}

interface PlannedChange extends TierChange {
  readonly productId: string;
  readonly before: ProviderSubscription;
}

async function applyChange(
  desk: SubscriptionDesk,
  { tier, interval, when, productId, before }: PlannedChange,
): Promise<ProviderSubscription> {
  if (before.productId === productId) return clearSchedule(desk, before);
  switch (when) {
    case 'now':
      return clearSchedule(desk, await desk.update({ product_id: productId, proration_behavior: 'invoice' }));
    case 'period_end':
      if (before.scheduledTier === tier && before.scheduledInterval === interval) return before;
      return desk.update({ product_id: productId, proration_behavior: 'next_period' });
    default:
      return when satisfies never;
  }
}

/** The tier that was asked for last wins over one that was scheduled earlier. */
async function clearSchedule(desk: SubscriptionDesk, subscription: ProviderSubscription): Promise<ProviderSubscription> {
  return subscription.scheduledTier ? desk.update({ pending_update: null }) : subscription;
}
