import type { BillingInterval, BillingState, MeterBalance } from '@plimsoll/contract';
import { type PickedMeter, pickTroubledMeters } from '../low-balance-warning/pick-meter.ts';
import { readTone } from '../meter-widget/read-meter.ts';

const TRIAL_NOTICE_MS = 3 * 86_400_000;

/** The one thing that the top of a page should say. */
export type Notice =
  | { readonly kind: 'past_due'; readonly at: string | null }
  | { readonly kind: 'fallback' }
  | { readonly kind: 'stale'; readonly asOf: string | null }
  | { readonly kind: 'exhausted' | 'low'; readonly meter: string; readonly balance: MeterBalance }
  | { readonly kind: 'trial_ending' | 'ends'; readonly at: string }
  | { readonly kind: 'changes'; readonly at: string; readonly tier: string; readonly interval?: BillingInterval | undefined };

/**
 * Picks one notice by urgency: past due, fallback, exhausted, low, trial ending within three days, stale, scheduled end or change.
 * Fallback comes before the meters, because it is the reason why they are small. Null when there is nothing to say. `now` is in
 * milliseconds; `isDismissed` says of a meter's warning, by its key, that it was put away: the next in the queue takes its place.
 */
export function pickNotice(state: BillingState, now: number, isDismissed: (key: string) => boolean = () => false): Notice | null {
  const { mode, asOf, subscription } = state;
  const { status, accessUntil } = subscription;
  if (status === 'past_due' || status === 'unpaid') return { kind: 'past_due', at: accessUntil };
  if (mode === 'fallback') return { kind: 'fallback' };
  const meter = pickTroubledMeters(state).find(({ key }) => !isDismissed(key));
  if (meter !== undefined) return sayMeter(meter);
  return pickTrial(subscription, now) ?? (mode === 'stale' ? { kind: 'stale', asOf } : pickScheduled(subscription));
}

function sayMeter({ meter, balance }: PickedMeter): Notice {
  return { kind: readTone(balance) === 'exhausted' ? 'exhausted' : 'low', meter, balance };
}

function pickTrial({ status, trialEnd }: BillingState['subscription'], now: number): Notice | null {
  const isEnding = status === 'trialing' && trialEnd !== null && Date.parse(trialEnd) - now <= TRIAL_NOTICE_MS;
  return isEnding ? { kind: 'trial_ending', at: trialEnd } : null;
}

function pickScheduled({
  status,
  cancelAt,
  periodEnd,
  scheduledTier,
  scheduledInterval: interval,
}: BillingState['subscription']): Notice | null {
  if (status !== 'trialing' && status !== 'active') return null;
  if (cancelAt !== null) return { kind: 'ends', at: cancelAt };
  if (scheduledTier !== null && periodEnd !== null) return { kind: 'changes', at: periodEnd, tier: scheduledTier, interval };
  return null;
}
