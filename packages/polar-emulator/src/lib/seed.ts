import { addBenefit, addMeter, addProduct } from './catalog.ts';
import type { Core } from './core.ts';
import { derivedId } from './derived-id.ts';
import type { BenefitKind, Metadata } from './entities/catalog.ts';
import { addEndpoint, type NewEndpoint } from './webhooks/endpoints.ts';

/** A benefit of a product. Without an id, one is derived from the product. */
export type SeedBenefit = BenefitKind & { id?: string; description: string; metadata?: Metadata };

export interface SeedProduct {
  id: string;
  name: string;
  description?: string;
  /** Cents for one period (or once). 0 is free. */
  priceAmount: number;
  /** ISO 4217; lower case on the wire. */
  currency: string;
  /** Null sells the product once. */
  interval: 'month' | 'year' | null;
  /** `unitAmount` is cents for one unit, a decimal of up to 12 places. */
  meteredPrices?: readonly { meterId: string; unitAmount: number | string }[];
  benefits?: readonly SeedBenefit[];
  trialDays?: number;
  metadata?: Metadata;
}

export interface SeedMeter {
  id: string;
  name: string;
  /** Only events of this name are counted. */
  eventName: string;
  aggregation: { func: 'sum'; property: string } | { func: 'count' };
}

/** What a world starts with. Ids are given, so that an app can name them in its environment. */
export interface PolarSeed {
  organizationId?: string;
  products: readonly SeedProduct[];
  meters: readonly SeedMeter[];
  webhookEndpoints?: readonly NewEndpoint[];
}

/** The organization of a seed that names none. */
export const DEFAULT_ORGANIZATION_ID = '0f000000-0000-4000-8000-000000000000';

/** Writes a seed into an empty world. No webhook is sent for what was there from the beginning. */
export function plantSeed(core: Core, seed: PolarSeed): void {
  for (const meter of seed.meters) plantMeter(core, meter);
  for (const product of seed.products) plantProduct(core, product);
  for (const endpoint of seed.webhookEndpoints ?? []) addEndpoint(core, endpoint);
}

function plantMeter(core: Core, { id, name, eventName, aggregation }: SeedMeter): void {
  addMeter(core, {
    id,
    name,
    filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: eventName }] },
    aggregation,
  });
}

function plantProduct(core: Core, seed: SeedProduct): void {
  const currency = seed.currency.toLowerCase();
  const fixed = { amount_type: 'fixed' as const, price_currency: currency, price_amount: seed.priceAmount };
  const metered = (seed.meteredPrices ?? []).map((price) => ({
    amount_type: 'metered_unit' as const,
    price_currency: currency,
    meter_id: price.meterId,
    unit_amount: String(price.unitAmount),
    cap_amount: null,
  }));
  addProduct(core, {
    id: seed.id,
    name: seed.name,
    description: seed.description ?? null,
    interval: seed.interval,
    intervalCount: 1,
    trial: seed.trialDays === undefined ? null : { interval: 'day', count: seed.trialDays },
    metadata: seed.metadata ?? {},
    prices: [fixed, ...metered],
    benefitIds: (seed.benefits ?? []).map((benefit, index) => plantBenefit(core, seed.id, { benefit, index })),
    priceId: (index) => derivedId(`price ${index} of ${seed.id}`),
  });
}

function plantBenefit(core: Core, productId: string, { benefit, index }: { benefit: SeedBenefit; index: number }): string {
  const id = benefit.id ?? derivedId(`benefit ${index} of ${productId}`);
  // The same benefit may be listed under several products.
  if (!core.world.benefits.has(id)) addBenefit(core, { ...benefit, id, metadata: benefit.metadata ?? {} });
  return id;
}
