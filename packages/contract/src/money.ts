import * as v from 'valibot';

export const MinorUnits = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code in capitals, for example "USD"'));

/** What overage costs: `amount` minor units of `currency` for each `per` units. */
export const Price = v.object({ amount: MinorUnits, currency: Currency, per: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
export type Price = Readonly<v.InferOutput<typeof Price>>;

const CappedPrice = v.object({
  ...Price.entries,
  /** The most that a window's overage may cost, in minor units; past it the meter blocks. Left out: no limit. */
  spendCap: v.optional(MinorUnits),
});

/** The price of overage, the most that it may come to, and both in the other currencies in which the tier is sold. */
export const OveragePrice = v.object({ ...CappedPrice.entries, also: v.optional(v.array(CappedPrice)) });
export type OveragePrice = Readonly<
  Omit<v.InferOutput<typeof OveragePrice>, 'also'> & { also?: readonly Readonly<v.InferOutput<typeof CappedPrice>>[] | undefined }
>;

/** How often a subscription is paid. */
export const BillingInterval = v.picklist(['month', 'year']);
export type BillingInterval = v.InferOutput<typeof BillingInterval>;

/** What a tier costs: `amount` minor units of `currency` each `interval`. */
export const TierPrice = v.object({ amount: MinorUnits, currency: Currency, interval: BillingInterval });
export type TierPrice = Readonly<v.InferOutput<typeof TierPrice>>;

/** What is paid once: `amount` minor units of `currency`. */
export const Money = v.object({ amount: MinorUnits, currency: Currency });
export type Money = Readonly<v.InferOutput<typeof Money>>;
