import type { BillingInterval, Subscription } from '@plimsoll/contract';

/** The one thing to say about a subscription. */
export type SubscriptionLine =
  | { readonly kind: 'ends' | 'renews' | 'trial'; readonly at: string }
  | { readonly kind: 'changes'; readonly at: string; readonly tier: string; readonly interval?: BillingInterval | undefined }
  | { readonly kind: 'past_due'; readonly at: string | null }
  | { readonly kind: 'incomplete' | 'unpaid' | 'paused' | 'ended' | 'unknown' };

/** Reads what to say, the most urgent first: a failed payment before a scheduled end, that before a trial or a renewal. Null: nothing. */
export function readSubscriptionLine(subscription: Subscription): SubscriptionLine | null {
  const { status, cancelAt, accessUntil, periodEnd, scheduledTier, scheduledInterval: interval } = subscription;
  switch (status) {
    case 'past_due':
      return { kind: 'past_due', at: accessUntil };
    case 'trialing':
    case 'active':
      if (cancelAt !== null) return { kind: 'ends', at: cancelAt };
      if (scheduledTier !== null && periodEnd !== null) return { kind: 'changes', at: periodEnd, tier: scheduledTier, interval };
      return readRunning(subscription);
    case 'canceled':
      return accessUntil === null ? { kind: 'ended' } : { kind: 'ends', at: accessUntil };
    case 'incomplete':
    case 'unpaid':
    case 'paused':
    case 'ended':
    case 'unknown':
      return { kind: status };
    case 'none':
      return null;
    default:
      return status satisfies never;
  }
}

function readRunning({ status, trialEnd, periodEnd }: Subscription): SubscriptionLine | null {
  if (status === 'trialing' && trialEnd !== null) return { kind: 'trial', at: trialEnd };
  return periodEnd === null ? null : { kind: 'renews', at: periodEnd };
}
