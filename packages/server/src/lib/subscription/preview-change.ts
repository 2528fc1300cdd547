import type { BillingInterval, TierPrice } from '@plimsoll/contract';
import type { PlanChangePreview } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { type PlanChange, type PossibleChange, planChange } from './change-plan.ts';
import { isoOf } from './instant.ts';
import { termsOf } from './terms-of.ts';

/** What a plan change costs and when it takes effect: our estimate, since Polar gives no quote. Amounts in minor units. */
export async function previewChange(context: Context, change: PlanChange): Promise<PlanChangePreview> {
  const possible = await planChange(context, change);
  // Whoever keeps an earlier version has paid its price.
  const from = priceIn(termsOf(context, possible)?.prices, possible.subscription.interval);
  const to = priceIn(context.catalog.tiers[change.tier]?.prices, possible.interval);
  const effectiveAt = possible.when === 'now' ? isoOf(possible.now) : (possible.subscription.periodEnd ?? isoOf(possible.now));
  const dueNow = possible.when === 'now' ? estimateDue(from, to, possible) : to && { amount: 0, currency: to.currency };
  return { tier: change.tier, direction: possible.direction, effectiveAt, dueNow, recurring: to, basis: 'estimate' };
}

function priceIn(prices: readonly TierPrice[] = [], interval?: BillingInterval): TierPrice | null {
  return prices.find((price) => price.interval === interval) ?? prices[0] ?? null;
}

// The difference for the rest of the period, or for another interval all of a new one without what is left of the old. In exact integers,
// rounded half away from zero; never a credit.
function estimateDue(from: TierPrice | null, to: TierPrice | null, { subscription, now }: PossibleChange): PlanChangePreview['dueNow'] {
  const { periodStart, periodEnd } = subscription;
  if (from === null || to === null || from.currency !== to.currency || periodStart === null || periodEnd === null) return null;
  const length = BigInt(Math.max(1, Date.parse(periodEnd) - Date.parse(periodStart)));
  const left = BigInt(Math.max(0, Date.parse(periodEnd) - now));
  const share = (amount: number) => Number(((2n * BigInt(amount) * left) / length + 1n) / 2n);
  const isNewPeriod = from.interval !== to.interval;
  const amount = isNewPeriod ? Math.max(0, to.amount - share(from.amount)) : share(Math.max(0, to.amount - from.amount));
  return { amount, currency: to.currency };
}
