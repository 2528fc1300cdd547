import { openCheckout } from '../checkout/open-checkout.ts';
import type { Core } from '../core.ts';
import type { Checkout } from '../entities/billing.ts';
import { isFree, type Product } from '../entities/catalog.ts';
import { invalid, notFound } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { isText } from '../http/field-rules.ts';
import { type Fields, readFields } from '../http/fields.ts';
import { listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { readAddress } from './customers.ts';

export const checkoutRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/checkouts/', run: list },
  { method: 'POST', path: '/v1/checkouts/', run: create },
  { method: 'GET', path: '/v1/checkouts/:id', run: get },
];

function get({ core, params }: Call): Response {
  const checkout = core.world.checkouts.get(params.id ?? '');
  if (checkout === undefined) throw notFound();
  return json(200, presentCheckout(core, checkout));
}

function list({ core, query }: Call): Response {
  const filters = {
    product_id: (checkout: Checkout) => checkout.product_id,
    customer_id: (checkout: Checkout) => checkout.customer_id,
    external_customer_id: (checkout: Checkout) => checkout.external_customer_id,
    status: (checkout: Checkout) => checkout.status,
  };
  const rows = core.world.checkouts.values();
  return json(200, listPage({ rows, query, filters, present: (checkout) => presentCheckout(core, checkout) }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const ids = fields.list('products');
  const draft = {
    ...readCustomer(fields),
    ...readUrls(fields),
    subscriptionId: fields.textOrNull('subscription_id'),
    allowTrial: fields.flag('allow_trial', true),
    allowDiscountCodes: fields.flag('allow_discount_codes', true),
    requireBillingAddress: fields.flag('require_billing_address', false),
    locale: fields.textOrNull('locale'),
    metadata: fields.metadata('metadata'),
  };
  for (const name of ['seats', 'units', 'prices', 'amount', 'discount_id']) {
    if (body[name] !== undefined && body[name] !== null) fields.fail(name, `The emulator does not know ${name} on a checkout`);
  }
  fields.check();
  const products = ids.map((id, index) => findProduct(core, id, index));
  if (draft.subscriptionId !== null) requireFreeSubscription(core, draft.subscriptionId);
  return json(201, presentCheckout(core, openCheckout(core, { ...draft, products })));
}

function readCustomer(fields: Fields) {
  return {
    customerId: fields.textOrNull('customer_id'),
    externalCustomerId: fields.textOrNull('external_customer_id'),
    customerName: fields.textOrNull('customer_name'),
    customerEmail: fields.textOrNull('customer_email'),
    customerIpAddress: fields.textOrNull('customer_ip_address'),
    customerBillingName: fields.textOrNull('customer_billing_name'),
    customerBillingAddress: readAddress(fields, 'customer_billing_address'),
    customerMetadata: fields.metadata('customer_metadata'),
    isBusinessCustomer: fields.flag('is_business_customer', false),
  };
}

function readUrls(fields: Fields) {
  return {
    successUrl: readUrl(fields, 'success_url'),
    returnUrl: readUrl(fields, 'return_url'),
    embedOrigin: fields.textOrNull('embed_origin'),
  };
}

/** A web address or null. The emulator's pages link to it, so no other scheme may pass. */
export function readUrl(fields: Fields, name: string): string | null {
  const text = fields.textOrNull(name);
  if (text === null || text === '') return null;
  const scheme = URL.canParse(text) ? new URL(text).protocol : '';
  if (scheme === 'https:' || scheme === 'http:') return text;
  fields.fail(name, 'Input should be a valid URL', 'url_parsing');
  return null;
}

function findProduct(core: Core, id: unknown, index: number): Product {
  const product = isText(id) ? core.world.products.get(id) : undefined;
  if (product === undefined) throw invalid(['body', 'products', index], 'Product does not exist.', id);
  if (product.is_archived) throw invalid(['body', 'products', index], 'Product is archived.', id);
  return product;
}

/** Only a subscription that costs nothing can be upgraded by a checkout; a paid one changes its product instead. */
function requireFreeSubscription(core: Core, id: string): void {
  const loc = ['body', 'subscription_id'];
  const subscription = core.world.subscriptions.get(id);
  if (subscription === undefined || subscription.ended_at !== null) throw invalid(loc, 'Subscription does not exist.', id);
  const product = core.world.products.get(subscription.product_id);
  if (product === undefined || !isFree(product)) throw invalid(loc, 'Only free subscriptions can be upgraded.', id);
}
