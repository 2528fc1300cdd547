import type { CatalogView } from '../catalog.ts';
import type { BillingInterval } from '../money.ts';
import type { Subscription } from '../subscription.ts';
import { isLive } from './access.ts';

/**
 * What a customer can do with one tier.
 * `checkout`: buy it. `upgrade` / `downgrade`: change the running subscription. `cancel`: end it and fall back to this tier.
 * `switch`: the same tier, paid by another interval.
 * `resume`: take a scheduled end or downgrade back. `current`: nothing to do. `scheduled`: it takes over at the period's end. `contact`: sold by people.
 * `unavailable`: not now (a payment is open, or the provider's answer is missing).
 */
export type TierAction =
  | 'checkout'
  | 'upgrade'
  | 'downgrade'
  | 'switch'
  | 'cancel'
  | 'resume'
  | 'current'
  | 'scheduled'
  | 'contact'
  | 'unavailable';

export interface TierActionInput {
  readonly catalog: Pick<CatalogView, 'tiers' | 'fallbackTier'>;
  readonly currentTier: string;
  readonly subscription: Subscription;
  /** The interval that is looked at. @default that of the subscription */
  readonly interval?: BillingInterval | undefined;
}

/** The one decision behind a tier card's button. */
export function readTierAction(tierId: string, { catalog, currentTier, subscription, interval }: TierActionInput): TierAction {
  const tier = catalog.tiers.find(({ id }) => id === tierId);
  if (tier === undefined) return 'unavailable';
  const live = isLive(subscription.status);
  const hasSchedule = subscription.cancelAt !== null || subscription.scheduledTier !== null;
  if (tierId === currentTier && live && hasSchedule) return 'resume';
  if (tierId === currentTier && !(live && isOther(interval, subscription))) return 'current';
  if (tierId === catalog.fallbackTier) return readFallbackAction(live, subscription);
  if (tier.contactUrl !== undefined) return 'contact';
  if (!live) return subscription.status === 'unknown' ? 'unavailable' : 'checkout';
  if (subscription.scheduledTier === tierId) return 'scheduled';
  if (subscription.status === 'past_due' || subscription.status === 'unpaid' || subscription.status === 'paused') return 'unavailable';
  if (tierId === currentTier) return 'switch';
  return comparePlan(catalog, currentTier, tierId);
}

/** Whether a move between two tiers goes up or down in the order in which the catalog lists them. */
export function comparePlan(catalog: Pick<CatalogView, 'tiers'>, from: string, to: string): 'upgrade' | 'downgrade' {
  const rank = (id: string) => catalog.tiers.findIndex((tier) => tier.id === id);
  return rank(to) > rank(from) ? 'upgrade' : 'downgrade';
}

// Where the provider does not say by which interval a subscription is paid, nobody is offered another.
function isOther(interval: BillingInterval | undefined, subscription: Subscription): boolean {
  return interval !== undefined && subscription.interval !== undefined && interval !== subscription.interval;
}

function readFallbackAction(live: boolean, { cancelAt }: Subscription): TierAction {
  if (!live) return 'current';
  return cancelAt === null ? 'cancel' : 'scheduled';
}
