import type { ProviderSubscription } from '../../provider.ts';
import { isRefusal } from './refusal.ts';
import type { SubscriptionDesk } from './subscription-desk.ts';

/** Takes back a scheduled end and a scheduled tier. One that has neither stays as it is. */
export async function resume(desk: SubscriptionDesk): Promise<ProviderSubscription> {
  const subscription = await takeBackEnd(desk);
  return subscription.scheduledTier ? desk.update({ pending_update: null }) : subscription;
}

async function takeBackEnd(desk: SubscriptionDesk): Promise<ProviderSubscription> {
  try {
    return await desk.update({ cancel_at_period_end: false });
  } catch (thrown) {
    if (isRefusal(thrown, 409, 'SubscriptionNotScheduledToCancel')) return desk.read();
    throw thrown;
  }
}
