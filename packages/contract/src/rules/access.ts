import type { Subscription, SubscriptionStatus } from '../subscription.ts';

/** Whether a subscription in this status is one that a second checkout would double: it is charged, or will be again. */
export function isLive(status: SubscriptionStatus): boolean {
  return status === 'trialing' || status === 'active' || status === 'past_due' || status === 'paused' || status === 'unpaid';
}

/** Whether a customer has what the subscription's tier gives, at an instant in milliseconds. */
export function hasAccess(subscription: Pick<Subscription, 'status' | 'cancelAt' | 'accessUntil'>, now: number): boolean {
  const { status, cancelAt, accessUntil } = subscription;
  const before = (instant: string | null) => instant !== null && now < Date.parse(instant);
  switch (status) {
    case 'trialing':
    case 'active':
      return (cancelAt === null || before(cancelAt)) && (accessUntil === null || before(accessUntil));
    case 'past_due':
    case 'canceled':
      return before(accessUntil);
    case 'incomplete':
    case 'unpaid':
    case 'paused':
    case 'ended':
    case 'none':
    case 'unknown':
      return false;
    default:
      return status satisfies never;
  }
}
