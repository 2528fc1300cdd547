import { type Core, stamped } from './core.ts';
import type { Aggregation, Benefit, BenefitKind, Filter, Interval, Metadata, Meter, Price, Product } from './entities/catalog.ts';

export interface NewMeter {
  id?: string;
  name: string;
  filter: Filter;
  aggregation: Aggregation;
  metadata?: Metadata;
  unit?: Meter['unit'];
  customLabel?: string | null;
  customMultiplier?: number | null;
}

export function addMeter(core: Core, draft: NewMeter): Meter {
  const meter: Meter = {
    ...stamped(core, draft.id),
    metadata: draft.metadata ?? {},
    name: draft.name,
    unit: draft.unit ?? 'scalar',
    custom_label: draft.customLabel ?? null,
    custom_multiplier: draft.customMultiplier ?? null,
    filter: draft.filter,
    aggregation: draft.aggregation,
    organization_id: core.world.organizationId,
    archived_at: null,
  };
  core.world.meters.set(meter.id, meter);
  return meter;
}

export type NewBenefit = BenefitKind & { id?: string; description: string; metadata: Metadata };

export function addBenefit(core: Core, draft: NewBenefit): Benefit {
  const benefit: Benefit = {
    ...draft,
    ...stamped(core, draft.id),
    selectable: true,
    deletable: true,
    is_deleted: false,
    organization_id: core.world.organizationId,
    visibility: 'public',
    visibility_configurable: true,
  };
  core.world.benefits.set(benefit.id, benefit);
  return benefit;
}

/** A price before it has an identity. */
export type PriceDraft =
  | { amount_type: 'fixed'; price_currency: string; price_amount: number }
  | { amount_type: 'metered_unit'; price_currency: string; meter_id: string; unit_amount: string; cap_amount: number | null };

export interface NewProduct {
  id?: string;
  name: string;
  description: string | null;
  interval: Interval | null;
  intervalCount: number;
  trial: { interval: Interval; count: number } | null;
  metadata: Metadata;
  prices: readonly PriceDraft[];
  benefitIds: readonly string[];
  /** Gives each price its id; a fresh one when absent. */
  priceId?: (index: number) => string;
}

export function addProduct(core: Core, draft: NewProduct): Product {
  const facts = stamped(core, draft.id);
  const product: Product = {
    ...facts,
    name: draft.name,
    description: draft.description,
    visibility: 'public',
    recurring_interval: draft.interval,
    recurring_interval_count: draft.interval === null ? null : draft.intervalCount,
    trial_interval: draft.trial?.interval ?? null,
    trial_interval_count: draft.trial?.count ?? null,
    is_archived: false,
    organization_id: core.world.organizationId,
    metadata: draft.metadata,
    prices: draft.prices.map(
      (price, index): Price => ({
        ...price,
        ...stamped(core, draft.priceId?.(index)),
        source: 'catalog',
        tax_behavior: null,
        is_archived: false,
        product_id: facts.id,
      }),
    ),
    benefit_ids: [...draft.benefitIds],
  };
  core.world.products.set(product.id, product);
  return product;
}
