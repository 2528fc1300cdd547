import * as v from 'valibot';
import { Id } from './id.ts';
import { MinorUnits } from './money.ts';

/** `pending`: not paid yet. `failed`: the card was declined. `partly_refunded`: some of it was given back. */
export const PaymentStatus = v.picklist(['paid', 'pending', 'failed', 'refunded', 'partly_refunded']);
export type PaymentStatus = v.InferOutput<typeof PaymentStatus>;

/** One order of a customer: what was bought, what it cost and what of it was given back. Money is in minor units, taxes included. */
export const Payment = v.object({
  /** The provider's id of the order. */
  id: v.string(),
  kind: v.picklist(['subscription', 'pack', 'other']),
  /** The tier or pack that was bought; null when the catalog does not have it. */
  item: v.nullable(v.string()),
  /** What was bought, in the provider's words. */
  description: v.string(),
  amount: MinorUnits,
  currency: v.string(),
  refundedAmount: MinorUnits,
  status: PaymentStatus,
  createdAt: v.string(),
});
export type Payment = v.InferOutput<typeof Payment>;

/** What `GET /payments` gives: newest first. */
export const PaymentPage = v.object({
  payments: v.array(Payment),
  /** Asks for the page after this one; null when it is the last. */
  next: v.nullable(v.string()),
});
export type PaymentPage = v.InferOutput<typeof PaymentPage>;

/** What `GET /payments` takes: both travel in the query, so a number comes as text. */
export const PaymentQuery = v.strictObject({
  /** `next` of the page before. */
  cursor: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,400}$/, 'must be the "next" of a page'))),
  /** How many, from 1 to 100. @default 20 */
  limit: v.optional(v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100'))),
});

export const InvoiceInput = v.strictObject({ paymentId: Id });
