import { type Core, mustGet } from '../core.ts';
import type { Benefit, Price, Product } from '../entities/catalog.ts';

/** A price as the API shows it: a metered one carries its meter's name and unit. */
export function presentPrice(core: Core, price: Price): unknown {
  if (price.amount_type === 'fixed') return price;
  const { id, name, unit, custom_label, custom_multiplier } = mustGet(core.world.meters, price.meter_id);
  return { ...price, meter: { id, name, unit, custom_label, custom_multiplier } };
}

/** The part of a product that every view of it shares. */
export function presentProductFacts(product: Product): Record<string, unknown> {
  const { prices: _prices, benefit_ids: _benefits, ...facts } = product;
  return { ...facts, is_recurring: product.recurring_interval !== null, meter_interval: null, meter_interval_count: null };
}

export function presentProduct(core: Core, product: Product): unknown {
  const isSold = [...core.world.orders.values()].some((order) => order.product_id === product.id);
  return {
    ...presentProductFacts(product),
    is_deletable: !isSold,
    prices: product.prices.filter((price) => !price.is_archived).map((price) => presentPrice(core, price)),
    benefits: benefitsOf(core, product),
    medias: [],
    attached_custom_fields: [],
  };
}

/** The product as a buyer sees it on a checkout. */
export function presentCheckoutProduct(core: Core, product: Product): unknown {
  const { metadata: _metadata, ...facts } = presentProductFacts(product);
  return {
    ...facts,
    prices: product.prices.map((price) => presentPrice(core, price)),
    benefits: benefitsOf(core, product).map(presentPublicBenefit),
    medias: [],
  };
}

export function benefitsOf(core: Core, product: Product): Benefit[] {
  return product.benefit_ids.map((id) => mustGet(core.world.benefits, id)).filter((benefit) => !benefit.is_deleted);
}

function presentPublicBenefit(benefit: Benefit): unknown {
  const {
    metadata: _metadata,
    visibility: _visibility,
    visibility_configurable: _configurable,
    properties: _properties,
    ...facts
  } = benefit;
  if (benefit.type !== 'meter_credit') return facts;
  const { units, meter_id } = benefit.properties;
  return { ...facts, properties: { units, meter_id } };
}
