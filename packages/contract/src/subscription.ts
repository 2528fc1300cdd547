import * as v from 'valibot';
import { BillingInterval } from './money.ts';

/** Stripe's spellings, with `none` (never subscribed) and `unknown` (the provider could not be asked). */
export const SubscriptionStatus = v.picklist([
  'incomplete',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
  'ended',
  'none',
  'unknown',
]);
export type SubscriptionStatus = v.InferOutput<typeof SubscriptionStatus>;

const Instant = v.string();

/** What a customer's subscription looks like from outside. All times are ISO 8601 in UTC. */
export const Subscription = v.object({
  status: SubscriptionStatus,
  periodStart: v.nullable(Instant),
  /** First instant after the period: the renewal, or the end when `cancelAt` is set. */
  periodEnd: v.nullable(Instant),
  trialEnd: v.nullable(Instant),
  /** When a scheduled cancellation takes effect. */
  cancelAt: v.nullable(Instant),
  /** The last instant of access, where one is known: the scheduled end, or the end of the grace after a failed payment. */
  accessUntil: v.nullable(Instant),
  /** A tier that takes over at `periodEnd`, after a downgrade. */
  scheduledTier: v.nullable(v.string()),
  /** How often it is paid; left out where the provider does not say. */
  interval: v.optional(BillingInterval),
  /** How often it is paid from then on, where a scheduled change says so. */
  scheduledInterval: v.optional(BillingInterval),
});
export type Subscription = v.InferOutput<typeof Subscription>;
