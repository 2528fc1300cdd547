import type { models } from '@polar-sh/sdk/2026-10';
import type { ProviderSubscription } from '../../provider.ts';
import { isRefusal } from './refusal.ts';
import type { SubscriptionDesk } from './subscription-desk.ts';

const LONGEST_COMMENT = 1000;

const REASONS: readonly models.CustomerCancellationReason[] = [
  'customer_service',
  'low_quality',
  'missing_features',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
  'other',
];

/** Ends a subscription with its period. One that is to end, or has ended, stays as it is. */
export async function cancel(desk: SubscriptionDesk, reason: string | null): Promise<ProviderSubscription> {
  try {
    return await desk.update({ cancel_at_period_end: true, ...mapReason(reason) });
  } catch (thrown) {
    if (isRefusal(thrown, 403, 'AlreadyCanceledSubscription')) return desk.read();
    throw thrown;
  }
}

/** One of Polar's reasons, or the customer's own words. */
function mapReason(
  reason: string | null,
): Pick<models.SubscriptionCancel, 'customer_cancellation_reason' | 'customer_cancellation_comment'> {
  if (reason === null || reason.trim() === '') return {};
  const known = REASONS.find((candidate) => candidate === reason);
  if (known !== undefined) return { customer_cancellation_reason: known };
  return { customer_cancellation_reason: 'other', customer_cancellation_comment: reason.slice(0, LONGEST_COMMENT) };
}
