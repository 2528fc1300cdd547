import { BillingError, type BillingInterval } from '@plimsoll/contract';
import type { ProviderItem } from '../../provider.ts';
import type { PolarSettings, TierProducts } from './options.ts';

/** Which Polar product sells what, in both directions, and what usage is called there. */
export interface ProductMap {
  sells(item: ProviderItem): boolean;
  /** The product of a tier or pack. `provider_rejected` when there is none. */
  productOf(item: ProviderItem): string;
  /** The tier of a product; null when no tier is mapped to it. */
  tierOf(productId: string): string | null;
  /** The earlier version of its tier that a product sells; null when it sells the present one, or none. */
  versionOf(productId: string): string | null;
  /** By which interval a product sells its tier, where that is what tells it from another of the tier. */
  intervalOf(productId: string): BillingInterval | undefined;
  /** The pack of a product; null when no pack is mapped to it. */
  packOf(productId: string): string | null;
  readonly hasPacks: boolean;
  /** What a product sells; null when nothing is mapped to it. */
  itemOf(productId: string): ProviderItem | null;
  eventOf(meter: string): string;
  /** The meter of which an event name tells; null for a name that another meter of ours was given. */
  meterOf(event: string): string | null;
}

type Mapped = Pick<PolarSettings, 'products' | 'packs' | 'meters'> & Partial<Pick<PolarSettings, 'earlierProducts'>>;

export function createProductMap({ products, packs, meters, earlierProducts = {} }: Mapped): ProductMap {
  const sold = listTierProducts(products);
  const earlier = Object.entries(earlierProducts).flatMap(([tier, versions]) =>
    Object.entries(versions).map(([version, product]) => ({ tier, version, product })),
  );
  const versions = new Map(earlier.map(({ product, version }) => [product, version]));
  const tiers = new Map([
    ...sold.map(({ product, tier }): [string, string] => [product, tier]),
    ...earlier.map(({ product, tier }): [string, string] => [product, tier]),
  ]);
  const intervals = new Map(sold.map(({ product, interval }) => [product, interval]));
  const find = ({ kind, id, interval }: ProviderItem): string | undefined =>
    kind === 'pack'
      ? packs[id]
      : sold.find((entry) => entry.tier === id && (interval === undefined || entry.interval === interval))?.product;
  const packIds = new Map(Object.entries(packs).map(([pack, product]) => [product, pack]));
  const events = new Map(Object.entries(meters).map(([meter, { event }]) => [meter, event ?? meter]));
  const meterIds = new Map([...events].map(([meter, event]) => [event, meter]));
  const itemOf = (productId: string): ProviderItem | null => {
    const [tier, pack] = [tiers.get(productId), packIds.get(productId)];
    if (tier !== undefined) return { kind: 'tier', id: tier };
    return pack === undefined ? null : { kind: 'pack', id: pack };
  };
  return {
    itemOf,
    sells: (item) => find(item) !== undefined,
    productOf(item) {
      const product = find(item);
      if (product === undefined) throw new BillingError('provider_rejected', `No Polar product is mapped to ${describe(item)}.`);
      return product;
    },
    tierOf: (productId) => tiers.get(productId) ?? null,
    versionOf: (productId) => versions.get(productId) ?? null,
    intervalOf: (productId) => intervals.get(productId),
    packOf: (productId) => packIds.get(productId) ?? null,
    hasPacks: packIds.size > 0,
    eventOf: (meter) => events.get(meter) ?? meter,
    // A meter that is not named has its own id for a name, unless it was given another.
    meterOf: (event) => meterIds.get(event) ?? (events.has(event) ? null : event),
  };
}

interface TierProduct {
  readonly tier: string;
  readonly product: string;
  /** Undefined where the tier is sold in one way. */
  readonly interval: BillingInterval | undefined;
}

/** Every product that sells a tier. */
function listTierProducts(products: TierProducts): TierProduct[] {
  return Object.entries(products).flatMap(([tier, sold]): TierProduct[] => {
    if (typeof sold === 'string') return [{ tier, product: sold, interval: undefined }];
    const intervals: readonly BillingInterval[] = ['month', 'year'];
    return intervals.flatMap((interval) => {
      const product = sold[interval];
      return product === undefined ? [] : [{ tier, product, interval }];
    });
  });
}

function describe({ kind, id, interval }: ProviderItem): string {
  return `the ${kind} "${id}"${interval === undefined ? '' : ` by the ${interval}`}`;
}
