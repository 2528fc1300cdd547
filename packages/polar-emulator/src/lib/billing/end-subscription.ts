import { type Core, touch } from '../core.ts';
import type { Subscription } from '../entities/billing.ts';
import { presentOrder } from '../present/present-order.ts';
import { changeSubscription } from './change-subscription.ts';
import { syncSubscriptionGrants } from './sync-grants.ts';

/** Ends a subscription now: access and grants go, and nothing that is still unpaid is collected any more. */
export function endSubscription(core: Core, subscription: Subscription, why: Partial<Subscription> = {}): void {
  const now = core.clock.iso();
  changeSubscription(core, subscription, {
    ...why,
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? now,
    ends_at: subscription.ends_at ?? now,
    ended_at: now,
    pending_update: null,
  });
  syncSubscriptionGrants(core, subscription);
  voidPendingOrders(core, subscription);
}

function voidPendingOrders(core: Core, subscription: Subscription): void {
  for (const order of core.world.orders.values()) {
    if (order.subscription_id !== subscription.id || order.status !== 'pending') continue;
    order.status = 'void';
    order.next_payment_attempt_at = null;
    touch(core, order);
    core.emit('order.updated', presentOrder(core, order));
  }
}
