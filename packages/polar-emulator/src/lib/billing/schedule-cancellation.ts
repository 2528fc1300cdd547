import type { Core } from '../core.ts';
import type { CancellationReason, Subscription } from '../entities/billing.ts';
import { type ApiError, refused } from '../http/api-error.ts';
import { changeSubscription } from './change-subscription.ts';

export interface Farewell {
  reason: CancellationReason | null;
  comment: string | null;
}

/** Schedules the end: the subscription stays active until its period is over. Throws 403 when that is already so. */
export function cancelAtPeriodEnd(core: Core, subscription: Subscription, { reason, comment }: Farewell): void {
  if (subscription.ended_at !== null || subscription.cancel_at_period_end) throw alreadyCanceled();
  changeSubscription(core, subscription, {
    cancel_at_period_end: true,
    canceled_at: core.clock.iso(),
    ends_at: subscription.current_period_end,
    customer_cancellation_reason: reason ?? subscription.customer_cancellation_reason,
    customer_cancellation_comment: comment ?? subscription.customer_cancellation_comment,
  });
}

/** Takes a scheduled end back. Throws 410 once it has ended, 409 when no end was scheduled. */
export function resume(core: Core, subscription: Subscription): void {
  if (subscription.ended_at !== null) throw refused(410, 'ResourceUnavailable', 'Unavailable');
  if (!subscription.cancel_at_period_end) {
    throw refused(409, 'SubscriptionNotScheduledToCancel', 'This subscription is not scheduled to be canceled.');
  }
  changeSubscription(core, subscription, {
    cancel_at_period_end: false,
    canceled_at: null,
    ends_at: null,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
  });
}

export function alreadyCanceled(): ApiError {
  return refused(403, 'AlreadyCanceledSubscription', 'This subscription is already canceled or will be at the end of the period.');
}
