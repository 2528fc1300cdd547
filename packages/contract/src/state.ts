import * as v from 'valibot';
import { KeptTier } from './catalog.ts';
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
  /** The earlier version of the tier that this customer bought and keeps, with its terms; null when it is the one that is sold now. */
  tierVersion: v.nullable(KeptTier),
  subscription: Subscription,
  meters: v.record(v.string(), MeterBalance),
  features: v.array(v.string()),
  /** Of each of those features that has values: which of them the tier includes. */
  featureValues: v.record(v.string(), v.array(v.string())),
  /** Shares of what was granted at which people are warned. @default those of `readThreshold` */
  warnAt: v.optional(v.array(v.number())),
  mode: Mode,
  /** When the provider last confirmed the subscription; null when it never did. */
  asOf: v.nullable(v.string()),
  /** Whether the person who asks may buy, change, cancel and open the portal. */
  canManageBilling: v.boolean(),
  /** Who takes the money, for people, and what they can do. */
  provider: v.object({
    name: v.string(),
    portal: v.boolean(),
    /** Whether it tells of payments; without it the list is empty. */
    payments: v.boolean(),
    /** Whether it gives an invoice for a payment. */
    invoices: v.boolean(),
  }),
});
export type BillingState = v.InferOutput<typeof BillingState>;
