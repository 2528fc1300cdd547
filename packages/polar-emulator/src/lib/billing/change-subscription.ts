import { type Core, touch } from '../core.ts';
import { givesAccess, type Subscription } from '../entities/billing.ts';
import type { WebhookEventType } from '../entities/webhook.ts';
import { presentSubscription } from '../present/present-subscription.ts';

/** Applies a change and sends what follows from it: `updated` always, then whatever the change of status means. */
export function changeSubscription(core: Core, subscription: Subscription, change: Partial<Subscription>): void {
  const before = { ...subscription };
  Object.assign(subscription, change);
  touch(core, subscription);
  announce(core, subscription, 'subscription.updated', ...consequences(before, subscription));
  core.stateChanged(subscription.customer_id);
}

export function announce(core: Core, subscription: Subscription, ...types: readonly WebhookEventType[]): void {
  for (const type of types) core.emit(type, presentSubscription(core, subscription));
}

/** Ended, or about to end: the two states that Polar both calls canceled. */
function isCanceled(subscription: Subscription): boolean {
  return subscription.cancel_at_period_end || isRevoked(subscription);
}

function isRevoked(subscription: Subscription): boolean {
  return subscription.status === 'canceled' || subscription.status === 'unpaid';
}

/** `canceled` is sent twice in a scheduled cancellation: when it is scheduled and again when it takes effect. */
function consequences(before: Subscription, after: Subscription): WebhookEventType[] {
  const types: WebhookEventType[] = [];
  const revoked = isRevoked(after) && !isRevoked(before);
  if (givesAccess(after) && !givesAccess(before)) types.push('subscription.active');
  if (!isCanceled(after) && isCanceled(before)) types.push('subscription.uncanceled');
  if (after.status === 'past_due' && before.status !== 'past_due') types.push('subscription.past_due');
  if ((isCanceled(after) && !isCanceled(before)) || (revoked && isCanceled(before))) types.push('subscription.canceled');
  if (revoked) types.push('subscription.revoked');
  return types;
}
