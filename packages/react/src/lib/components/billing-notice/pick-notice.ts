import type { BillingState, MeterBalance } from '@plimsoll/contract';
import { pickWorstMeter } from '../low-balance-warning/pick-meter.ts';

const TRIAL_NOTICE_MS = 3 * 86_400_000;

/** The one thing that the top of a page should say. */
export type Notice =
  | { readonly kind: 'past_due'; readonly at: string | null }
  | { readonly kind: 'fallback' }
  | { readonly kind: 'stale'; readonly asOf: string | null }
  | { readonly kind: 'exhausted' | 'low'; readonly meter: string; readonly balance: MeterBalance }
  | { readonly kind: 'trial_ending' | 'ends'; readonly at: string }
  | { readonly kind: 'changes'; readonly at: string; readonly tier: string };

/**
 * Picks one notice by urgency: past due, fallback, stale, exhausted, low, trial ending within three days, scheduled end or change.
 * Null when there is nothing to say. `now` is in milliseconds.
 */
export function pickNotice(state: BillingState, now: number): Notice | null {
  const { status, accessUntil } = state.subscription;
  if (status === 'past_due' || status === 'unpaid') return { kind: 'past_due', at: accessUntil };
  if (state.mode === 'fallback') return { kind: 'fallback' };
  if (state.mode === 'stale') return { kind: 'stale', asOf: state.asOf };
  return pickMeterNotice(state) ?? pickScheduled(state, now);
}

function pickMeterNotice({ meters }: BillingState): Notice | null {
  const worst = pickWorstMeter(meters);
  if (worst === null) return null;
  const { level, overagePrice } = worst.balance;
  return { kind: level === 'exhausted' && overagePrice === null ? 'exhausted' : 'low', ...worst };
}

function pickScheduled({ subscription }: BillingState, now: number): Notice | null {
  const { status, trialEnd, cancelAt, periodEnd, scheduledTier } = subscription;
  if (status !== 'trialing' && status !== 'active') return null;
  const isTrialEnding = status === 'trialing' && trialEnd !== null && Date.parse(trialEnd) - now <= TRIAL_NOTICE_MS;
  if (isTrialEnding) return { kind: 'trial_ending', at: trialEnd };
  if (cancelAt !== null) return { kind: 'ends', at: cancelAt };
  if (scheduledTier !== null && periodEnd !== null) return { kind: 'changes', at: periodEnd, tier: scheduledTier };
  return null;
}
