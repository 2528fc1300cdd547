import { type BillingInterval, type Catalog, soldIntervals } from '@plimsoll/contract';
import type { ProviderItem } from '../provider.ts';

export interface TierWish {
  readonly tier: string;
  /** How it is to be paid. */
  readonly wanted?: BillingInterval | undefined;
  /** How the running subscription is paid, which a change keeps where it can. */
  readonly present?: BillingInterval | undefined;
}

/**
 * What a provider is to sell when somebody wants a tier: the interval is named only where the catalog has more than one for it. Null: the
 * tier is not sold by the interval that was asked for. Pure.
 */
export function tierItem({ tiers }: Catalog, { tier, wanted, present }: TierWish): ProviderItem | null {
  const definition = Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
  const intervals = soldIntervals(definition);
  if (wanted !== undefined && !intervals.includes(wanted)) return null;
  const [first] = intervals;
  if (intervals.length < 2 || first === undefined) return { kind: 'tier', id: tier };
  const kept = present !== undefined && intervals.includes(present) ? present : first;
  return { kind: 'tier', id: tier, interval: wanted ?? kept };
}
