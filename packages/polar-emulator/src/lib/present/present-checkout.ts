import { type Core, mustGet } from '../core.ts';
import type { Checkout } from '../entities/billing.ts';
import { currencyOf, fixedAmount, fixedPrice, isFree, type Product } from '../entities/catalog.ts';
import { presentCheckoutProduct, presentPrice } from './present-product.ts';

function checkoutUrl(core: Core, checkout: Checkout): string {
  return `${core.baseUrl}/checkout/${checkout.client_secret}`;
}

export function presentCheckout(core: Core, checkout: Checkout): unknown {
  const product = mustGet(core.world.products, checkout.product_id);
  const products = checkout.product_ids.map((id) => mustGet(core.world.products, id));
  const { product_ids: _ids, ...facts } = checkout;
  return {
    ...facts,
    custom_field_data: {},
    payment_processor: 'stripe',
    url: checkoutUrl(core, checkout),
    ...presentQuantities(),
    ...presentAmounts(checkout, product),
    organization_id: core.world.organizationId,
    discount_id: null,
    discount: null,
    is_discount_applicable: true,
    customer_tax_id: null,
    payment_method_type: null,
    payment_processor_metadata: { publishable_key: 'pk_local_emulator' },
    billing_address_fields: ADDRESS_FIELDS,
    products: products.map((item) => presentCheckoutProduct(core, item)),
    product: presentCheckoutProduct(core, product),
    product_price: productPrice(core, product),
    prices: Object.fromEntries(products.map((item) => [item.id, item.prices.map((price) => presentPrice(core, price))])),
    attached_custom_fields: [],
  };
}

const ADDRESS_FIELDS = {
  country: 'required',
  state: 'disabled',
  city: 'disabled',
  postal_code: 'disabled',
  line1: 'disabled',
  line2: 'disabled',
};

function presentQuantities(): Record<string, null> {
  return { seats: null, min_seats: null, max_seats: null, units: null, min_units: null, max_units: null };
}

function presentAmounts(checkout: Checkout, product: Product): Record<string, unknown> {
  const amount = fixedAmount(product);
  const hasTrial = checkout.trial_end !== null;
  const free = isFree(product);
  return {
    amount,
    discount_amount: 0,
    net_amount: amount,
    tax_amount: 0,
    tax_behavior: null,
    total_amount: amount,
    currency: currencyOf(product),
    trial_interval: product.trial_interval,
    trial_interval_count: product.trial_interval_count,
    active_trial_interval: hasTrial ? product.trial_interval : null,
    active_trial_interval_count: hasTrial ? product.trial_interval_count : null,
    product_price_id: (fixedPrice(product) ?? product.prices[0])?.id ?? null,
    is_free_product_price: free,
    is_payment_required: !hasTrial && amount > 0,
    // A card is still asked for when something may be owed later.
    is_payment_setup_required: product.recurring_interval !== null && !free,
    is_payment_form_required: !free,
  };
}

function productPrice(core: Core, product: Product): unknown {
  const price = fixedPrice(product) ?? product.prices[0];
  return price === undefined ? null : presentPrice(core, price);
}
