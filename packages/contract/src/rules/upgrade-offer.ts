import type { CatalogView, KeptTier, TierView } from '../catalog.ts';
import type { Money, TierPrice } from '../money.ts';
import { limitsOf } from './period.ts';

/** The cheapest thing that lifts a limit. */
export type UpgradeOffer =
  | { readonly kind: 'tier'; readonly tier: string; readonly name: string; readonly price: TierPrice | null; readonly contactUrl?: string }
  | { readonly kind: 'pack'; readonly pack: string; readonly name: string; readonly units: number; readonly price: Money };

export interface UpgradeOfferInput {
  readonly catalog: Pick<CatalogView, 'tiers' | 'packs'>;
  readonly currentTier: string;
  /** The earlier version of the present tier that the customer keeps. @default the one that is sold now */
  readonly kept?: KeptTier | null | undefined;
  readonly meter: string;
  /** Units that were asked for. */
  readonly needed: number;
  /** Units that can be used now; a pack comes on top of them. @default 0 */
  readonly remaining?: number | undefined;
  /** Units of the present window, which go on counting in another tier of a running subscription. A first purchase begins a new window. @default 0 */
  readonly used?: number | undefined;
}

/**
 * The cheapest tier above the present one, or the cheapest pack, that admits the units that were asked for; null when nothing sold does.
 * Offers are compared by amount: a tier's first price against a pack's. At the same amount the tier wins, because it renews.
 */
export function findUpgradeOffer(input: UpgradeOfferInput): UpgradeOffer | null {
  const { catalog, currentTier, kept, meter, needed, remaining = 0, used = 0 } = input;
  const rank = catalog.tiers.findIndex(({ id }) => id === currentTier);
  const present = capacity(kept ?? catalog.tiers[rank], meter);
  const tiers = catalog.tiers
    .slice(rank + 1)
    .filter((tier) => isSold(tier) && capacity(tier, meter) > present && capacity(tier, meter) - used >= needed)
    .map(offerTier);
  const packs = catalog.packs.filter((pack) => pack.meter === meter && remaining + pack.units >= needed).map(offerPack);
  return [...tiers, ...packs].reduce<UpgradeOffer | null>(cheaper, null);
}

/** The cheapest of some tiers that are sold; null when none of them is. */
export function cheapestTier(tiers: readonly TierView[]): UpgradeOffer | null {
  return tiers.filter(isSold).map(offerTier).reduce<UpgradeOffer | null>(cheaper, null);
}

// What costs nothing cannot be bought: a customer of a tier that the catalog lost is not sent to the free one.
function isSold({ prices, contactUrl }: TierView): boolean {
  return contactUrl !== undefined || prices.some(({ amount }) => amount > 0);
}

function capacity(tier: Pick<TierView, 'allowances' | 'overage'> | undefined, meter: string): number {
  const allowance = tier?.allowances[meter];
  if (tier === undefined || allowance === undefined) return -1;
  if (tier.overage?.[meter] !== undefined) return Number.POSITIVE_INFINITY;
  return Math.min(...limitsOf(allowance).map(({ units }) => units), Number.POSITIVE_INFINITY);
}

function offerTier(tier: TierView): UpgradeOffer {
  const contact = tier.contactUrl === undefined ? {} : { contactUrl: tier.contactUrl };
  return { kind: 'tier', tier: tier.id, name: tier.name, price: tier.prices[0] ?? null, ...contact };
}

function offerPack({ id, name, units, price }: CatalogView['packs'][number]): UpgradeOffer {
  return { kind: 'pack', pack: id, name, units, price };
}

// Something that has no price is sold by people: it comes last.
function cheaper(best: UpgradeOffer | null, next: UpgradeOffer): UpgradeOffer {
  const amount = (offer: UpgradeOffer) => offer.price?.amount ?? Number.POSITIVE_INFINITY;
  return best === null || amount(next) < amount(best) ? next : best;
}
