import * as v from 'valibot';
import { MeterBalance } from './meter.ts';
import { Subscription } from './subscription.ts';

/** `live`: fresh. `stale`: the provider is away, the last known state is honoured. `fallback`: nothing is known, the fallback tier applies. */
export const Mode = v.picklist(['live', 'stale', 'fallback']);
export type Mode = v.InferOutput<typeof Mode>;

/** What `GET /state` gives: everything a dashboard shows about one customer, as of one instant. */
export const BillingState = v.object({
  /** Grows with each change of this customer. */
  version: v.number(),
  customerId: v.string(),
  tier: v.string(),
  subscription: Subscription,
  meters: v.record(v.string(), MeterBalance),
  features: v.array(v.string()),
  mode: Mode,
  /** When the provider last confirmed the subscription; null when it never did. */
  asOf: v.nullable(v.string()),
  /** Whether the person who asks may buy, change, cancel and open the portal. */
  canManageBilling: v.boolean(),
  /** Who takes the money, for people, and what they can do. */
  provider: v.object({ name: v.string(), portal: v.boolean() }),
});
export type BillingState = v.InferOutput<typeof BillingState>;
