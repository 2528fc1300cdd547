import { type Catalog, soldIntervals, type TierDefinition } from '@plimsoll/contract';
import { listMeters } from '@polar-sh/sdk/2026-10/services/meters';
import { listProducts } from '@polar-sh/sdk/2026-10/services/products';
import * as v from 'valibot';
import type { ProviderItem } from '../../provider.ts';
import { checkOverage } from './check-overage.ts';
import type { PolarCall } from './client.ts';
import type { ProductMap } from './product-map.ts';

const PAGE = 100;
const MOST_PAGES = 20;

const Page = <S extends v.GenericSchema>(item: S) => v.object({ items: v.array(item) });
const Price = v.looseObject({
  amount_type: v.string(),
  price_amount: v.optional(v.number()),
  price_currency: v.string(),
  meter_id: v.optional(v.string()),
  unit_amount: v.optional(v.string()),
});
const Product = v.looseObject({
  id: v.string(),
  is_archived: v.boolean(),
  recurring_interval: v.nullable(v.string()),
  prices: v.array(Price),
});
const Aggregation = v.looseObject({ func: v.string(), property: v.optional(v.string()) });
const Meter = v.looseObject({ id: v.string(), name: v.string(), filter: v.unknown(), aggregation: Aggregation });
type Product = v.InferOutput<typeof Product>;
type Meter = v.InferOutput<typeof Meter>;

/** What Polar has, beside what is mapped to it. */
interface Found {
  readonly products: readonly Product[];
  readonly meters: readonly Meter[];
  readonly map: ProductMap;
}

/** Compares the catalog with what Polar has, and says in a sentence each what would misbill silently. */
export async function verifySetup({ core, request }: PolarCall, catalog: Catalog, map: ProductMap): Promise<readonly string[]> {
  const products = await readAll(Product, (page) => listProducts(core)({ limit: PAGE, page }, request()));
  const meters = await readAll(Meter, (page) => listMeters(core)({ limit: PAGE, page }, request()));
  const tiers = Object.entries(catalog.tiers).flatMap(([id, tier]) => checkTier(id, tier, { products, meters, map }));
  return [...tiers, ...Object.keys(catalog.meters).flatMap((id) => checkMeter(map.eventOf(id), { meters, products }))];
}

async function readAll<S extends v.GenericSchema>(item: S, readPage: (page: number) => Promise<unknown>): Promise<v.InferOutput<S>[]> {
  const all: v.InferOutput<S>[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { items } = v.parse(Page(item), await readPage(page));
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}

function checkTier(id: string, tier: TierDefinition, found: Found): string[] {
  const intervals = soldIntervals(tier);
  const ways =
    intervals.length > 1 ? intervals.map((interval) => ({ kind: 'tier' as const, id, interval })) : [{ kind: 'tier' as const, id }];
  return ways.flatMap((item) => checkWay(item, tier, found));
}

function checkWay(item: ProviderItem, tier: TierDefinition, found: Found): string[] {
  const { products, map } = found;
  const { id, interval: way } = item;
  const by = way === undefined ? '' : ` by the ${way}`;
  if (!map.sells(item)) return tier.prices.length === 0 ? [] : [`Tier "${id}" has a price${by}, and no Polar product is mapped to it.`];
  const productId = map.productOf(item);
  const product = products.find((candidate) => candidate.id === productId);
  if (product === undefined) return [`Tier "${id}" is mapped to the product ${productId}, which Polar does not have.`];
  if (product.is_archived) return [`Tier "${id}" is mapped to the product ${productId}, which is archived at Polar.`];
  if (way !== undefined && product.recurring_interval !== way)
    return [`Tier "${id}" is sold${by} with the product ${productId}, which Polar charges by the ${product.recurring_interval}.`];
  return [...checkFixed(id, tier, product), ...checkMetered({ id, tier, product }, found)];
}

function checkFixed(id: string, tier: TierDefinition, product: Product): string[] {
  const fixed = product.prices.filter(({ amount_type }) => amount_type === 'fixed');
  const unlisted = tier.prices.filter(
    ({ amount, currency, interval }) =>
      interval === product.recurring_interval &&
      !fixed.some((price) => price.price_amount === amount && price.price_currency === currency.toLowerCase()),
  );
  return unlisted.map(
    ({ amount, currency, interval }) =>
      `Tier "${id}" costs ${amount} ${currency} a ${interval} in the catalog, which is not what Polar charges.`,
  );
}

function checkMetered({ id, tier, product }: { id: string; tier: TierDefinition; product: Product }, { meters, map }: Found): string[] {
  return Object.entries(tier.overage ?? {}).flatMap(([meter, overage]) => {
    const counting = metersOf(map.eventOf(meter), meters);
    // Without any meter there is a sentence of its own.
    return overage === undefined || counting.length === 0 ? [] : checkOverage({ tier: id, meter, overage, product, counting });
  });
}

function metersOf(event: string, meters: readonly Meter[]): Meter[] {
  return meters.filter(({ filter }) => JSON.stringify(filter).includes(`"${event}"`));
}

function checkMeter(event: string, { meters, products }: { meters: readonly Meter[]; products: readonly Product[] }): string[] {
  const counting = metersOf(event, meters);
  if (counting.length === 0) return [`No Polar meter counts the events named "${event}".`];
  return counting.flatMap(({ id, name, aggregation: { func, property } }) => {
    const priced = products.some(({ prices }) => prices.some((price) => price.meter_id === id));
    const right = priced ? ['billable_units'] : ['billable_units', 'units'];
    if (func === 'sum' && right.includes(property ?? '')) return [];
    const found = func === 'sum' ? `sums "${property}"` : `is a ${func}`;
    return [
      `The Polar meter "${name}" ${found}; ${priced ? 'it is priced, so it' : 'it'} must sum ${right.map((field) => `"${field}"`).join(' or ')}.`,
    ];
  });
}
