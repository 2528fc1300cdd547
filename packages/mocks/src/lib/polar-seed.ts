import { type BillingInterval, type Catalog, soldIntervals, termsOfVersion } from '@plimsoll/contract';
import type { PolarSeed, SeedProduct } from '@plimsoll/polar-emulator';

/** A Polar that sells a catalog, and which of its products sells what. */
export interface PolarPlan {
  readonly seed: PolarSeed;
  /** Tier id to product id, or to one for each interval; tiers without a price are not sold. */
  readonly products: Readonly<Record<string, string | Readonly<Partial<Record<BillingInterval, string>>>>>;
  /** Tier id to the product of each earlier version. */
  readonly earlierProducts: EarlierProducts;
  /** Pack id to product id. */
  readonly packs: Readonly<Record<string, string>>;
}

type EarlierProducts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface PolarPlanOptions {
  /** Days that a subscription of any tier can be tried for. */
  readonly trialDays: number | undefined;
  readonly webhook: { readonly url: string; readonly secret: string };
}

/** Puts a catalog on sale at a made-up Polar: a product for each priced tier and each pack, a meter for each meter. */
export function planPolar(catalog: Catalog, { trialDays, webhook }: PolarPlanOptions): PolarPlan {
  const meters = idsOf(Object.keys(catalog.meters), 'e');
  const sold = Object.entries(catalog.tiers).flatMap(([tier, definition]) =>
    soldIntervals(definition).map((interval) => ({ tier, interval })),
  );
  const ids = idsOf(sold.map(wayOf), 'a');
  const products = sold.map((way) => ({ ...way, id: ids[wayOf(way)] ?? '' }));
  const packs = idsOf(Object.keys(catalog.packs), 'c');
  const earlierProducts = earlierProductsOf(catalog);
  const trial = trialDays === undefined ? {} : { trialDays };
  return {
    products: mapProducts(products),
    ...{ packs, earlierProducts },
    seed: {
      meters: Object.entries(meters).map(([meter, id]) => describeMeter(catalog, meter, id)),
      products: [
        ...products.map((way) => ({ ...describeTier(catalog, { ...way, meters }), ...trial })),
        ...describeEarlier(catalog, earlierProducts, meters),
        ...Object.entries(packs).flatMap(([pack, id]) => describePack(catalog, pack, id)),
      ],
      webhookEndpoints: [{ ...webhook, signing: 'standard' }],
    },
  };
}

/** Which product sold what an earlier version says, by tier and version. */
export function earlierProductsOf({ tiers }: Catalog): EarlierProducts {
  const versions = Object.entries(tiers).map(([tier, { versions: known = [] }]) => [tier, known.map(({ id }) => id)] as const);
  const ids = idsOf(
    versions.flatMap(([tier, known]) => known.map((version) => `${tier} ${version}`)),
    'b',
  );
  const productsOf = (tier: string, known: readonly string[]) => known.map((version) => [version, ids[`${tier} ${version}`] ?? '']);
  return Object.fromEntries(versions.map(([tier, known]) => [tier, Object.fromEntries(productsOf(tier, known))]));
}

function describeEarlier(catalog: Catalog, earlier: EarlierProducts, meters: SoldTier['meters']): SeedProduct[] {
  return Object.entries(catalog.tiers).flatMap(([tier, definition]) =>
    Object.entries(earlier[tier] ?? {}).map(([version, id]) => {
      const terms = termsOfVersion(definition, version);
      const [interval = 'month'] = soldIntervals(terms);
      const sold = describeTier({ ...catalog, tiers: { [tier]: terms } }, { tier, interval, id, meters });
      return { ...sold, name: `${sold.name} (${version})` };
    }),
  );
}

interface SoldWay {
  readonly tier: string;
  readonly interval: BillingInterval;
}

function wayOf({ tier, interval }: SoldWay): string {
  return `${tier} ${interval}`;
}

function mapProducts(products: readonly (SoldWay & { readonly id: string })[]): PolarPlan['products'] {
  const byTier = Map.groupBy(products, ({ tier }) => tier);
  return Object.fromEntries(
    [...byTier].map(([tier, ways]) => {
      const [only, ...others] = ways;
      const isOne = only !== undefined && others.length === 0;
      return [tier, isOne ? only.id : Object.fromEntries(ways.map(({ interval, id }) => [interval, id]))];
    }),
  );
}

// Stable, so that a link or a log of one run means the same in the next.
function idsOf(names: readonly string[], kind: 'a' | 'b' | 'c' | 'e'): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, `${kind}0000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`]));
}

// A meter that some tier charges for counts what the ledger found billable, so that an allowance is never counted twice.
function describeMeter(catalog: Catalog, meter: string, id: string): PolarSeed['meters'][number] {
  const priced = Object.values(catalog.tiers).some((tier) => tier.overage?.[meter] !== undefined);
  const property = priced ? 'billable_units' : 'units';
  return { id, name: catalog.meters[meter]?.name ?? meter, eventName: meter, aggregation: { func: 'sum', property } };
}

interface SoldTier extends SoldWay {
  readonly id: string;
  readonly meters: Readonly<Record<string, string>>;
}

function describeTier(catalog: Catalog, { tier, interval, id, meters }: SoldTier): SeedProduct {
  const { name = tier, prices = [], overage = {} } = catalog.tiers[tier] ?? {};
  const price = prices.find((each) => each.interval === interval);
  const meteredPrices = Object.entries(overage).flatMap(([meter, each]) => {
    const meterId = meters[meter];
    return meterId === undefined || each === undefined ? [] : [{ meterId, unitAmount: (each.amount / each.per).toFixed(12) }];
  });
  return {
    id,
    name,
    priceAmount: price?.amount ?? 0,
    currency: price?.currency ?? 'USD',
    interval,
    meteredPrices,
  };
}

function describePack(catalog: Catalog, pack: string, id: string): SeedProduct[] {
  const definition = catalog.packs[pack];
  if (definition === undefined) return [];
  const { name, price } = definition;
  return [{ id, name, priceAmount: price.amount, currency: price.currency, interval: null }];
}
