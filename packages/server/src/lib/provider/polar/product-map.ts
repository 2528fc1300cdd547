import { BillingError } from '@plimsoll/contract';
import type { PolarSettings } from './options.ts';

type Item = { readonly kind: 'tier' | 'pack'; readonly id: string };

/** Which Polar product sells what, in both directions, and what usage is called there. */
export interface ProductMap {
  sells(item: Item): boolean;
  /** The product of a tier or pack. `provider_rejected` when there is none. */
  productOf(item: Item): string;
  /** The tier of a product; null when no tier is mapped to it. */
  tierOf(productId: string): string | null;
  eventOf(meter: string): string;
}

export function createProductMap({ products, packs, meters }: Pick<PolarSettings, 'products' | 'packs' | 'meters'>): ProductMap {
  const byKind = { tier: new Map(Object.entries(products)), pack: new Map(Object.entries(packs)) };
  const tiers = new Map(Object.entries(products).map(([tier, product]) => [product, tier]));
  const events = new Map(Object.entries(meters).map(([meter, { event }]) => [meter, event ?? meter]));
  return {
    sells: ({ kind, id }) => byKind[kind].has(id),
    productOf({ kind, id }) {
      const product = byKind[kind].get(id);
      if (product === undefined) throw new BillingError('provider_rejected', `No Polar product is mapped to the ${kind} "${id}".`);
      return product;
    },
    tierOf: (productId) => tiers.get(productId) ?? null,
    eventOf: (meter) => events.get(meter) ?? meter,
  };
}
