import type { BillingInterval, TierPrice } from '../money.ts';

/** The intervals by which a tier is sold, that of its first price first. */
export function soldIntervals(tier: { readonly prices: readonly TierPrice[] } | undefined): readonly BillingInterval[] {
  return [...new Set(tier?.prices.map(({ interval }) => interval))];
}
