import { overageAmount } from '../billing/overage.ts';
import { type Core, mustGet } from '../core.ts';
import { toNumber, ZERO } from '../decimal.ts';
import { derivedId } from '../derived-id.ts';
import type { Subscription } from '../entities/billing.ts';
import { type MeteredPrice, meteredPrices } from '../entities/catalog.ts';
import { findCustomerMeter, readMeter } from '../usage/customer-meters.ts';
import { presentPrice, presentProduct } from './present-product.ts';

/** The subscription without what it refers to, as an order embeds it. */
export function presentSubscriptionFacts(subscription: Subscription): Record<string, unknown> {
  const { anchor_day: _anchor, waiting_lines: _lines, pending_update: _pending, ...facts } = subscription;
  return {
    ...facts,
    current_meter_period_start: null,
    current_meter_period_end: null,
    pause_at_period_end: false,
    paused_at: null,
    resumes_at: null,
    discount_id: null,
    seats: null,
    units: null,
  };
}

export function presentSubscription(core: Core, subscription: Subscription): unknown {
  const product = mustGet(core.world.products, subscription.product_id);
  return {
    ...presentSubscriptionFacts(subscription),
    custom_field_data: {},
    customer: mustGet(core.world.customers, subscription.customer_id),
    product: presentProduct(core, product),
    discount: null,
    prices: product.prices.map((price) => presentPrice(core, price)),
    meters: meteredPrices(product).map((price) => ({
      ...presentSubscriptionMeter(core, subscription, price),
      meter: mustGet(core.world.meters, price.meter_id),
    })),
    pending_update: subscription.pending_update,
  };
}

/** What a subscription owes for one meter so far. Only meters with a price on the product have such a line. */
export function presentSubscriptionMeter(core: Core, subscription: Subscription, price: MeteredPrice): Record<string, unknown> {
  const row = findCustomerMeter(core, subscription.customer_id, price.meter_id);
  const reading = row === undefined ? { consumed: ZERO, credited: 0 } : readMeter(core, row);
  return {
    // Derived, so that the same line keeps the same id without being stored.
    id: derivedId(`meter ${price.meter_id} of ${subscription.id}`),
    created_at: subscription.created_at,
    modified_at: row?.modified_at ?? null,
    consumed_units: toNumber(reading.consumed),
    credited_units: reading.credited,
    amount: overageAmount(price, reading),
    meter_id: price.meter_id,
  };
}
