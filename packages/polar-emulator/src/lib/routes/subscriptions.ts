import { changeProduct, PRORATION_BEHAVIORS } from '../billing/change-product.ts';
import { changeSubscription } from '../billing/change-subscription.ts';
import { endSubscription } from '../billing/end-subscription.ts';
import { alreadyCanceled, cancelAtPeriodEnd, resume } from '../billing/schedule-cancellation.ts';
import { startSubscription } from '../billing/start-subscription.ts';
import { type Core, mustGet } from '../core.ts';
import { findByExternalId, findCustomer } from '../customers.ts';
import { CANCELLATION_REASONS, givesAccess, type Subscription } from '../entities/billing.ts';
import { currencyOf, isFree, type Product } from '../entities/catalog.ts';
import type { Customer } from '../entities/customer.ts';
import { invalid, notFound, refused } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { presentSubscription } from '../present/present-subscription.ts';

export const subscriptionRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/subscriptions/', run: list },
  { method: 'POST', path: '/v1/subscriptions/', run: create },
  { method: 'GET', path: '/v1/subscriptions/:id', run: (call) => json(200, presentSubscription(call.core, find(call))) },
  { method: 'PATCH', path: '/v1/subscriptions/:id', run: update },
  { method: 'DELETE', path: '/v1/subscriptions/:id', run: (call) => revoke(call, find(call)) },
];

function find({ core, params }: Call): Subscription {
  const subscription = core.world.subscriptions.get(params.id ?? '');
  if (subscription === undefined) throw notFound();
  return subscription;
}

function list({ core, query }: Call): Response {
  const filters = {
    customer_id: (row: Subscription) => row.customer_id,
    external_customer_id: (row: Subscription) => core.world.customers.get(row.customer_id)?.external_id,
    product_id: (row: Subscription) => row.product_id,
    status: (row: Subscription) => row.status,
    active: (row: Subscription) => String(givesAccess(row)),
    cancel_at_period_end: (row: Subscription) => String(row.cancel_at_period_end),
  };
  const rows = [...core.world.subscriptions.values()].filter((row) => hasMetadata(row, query));
  return json(200, listPage({ rows, query, filters, present: (row) => presentSubscription(core, row) }));
}

/** Only for free products and customers that exist: everything else goes through a checkout. */
function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const productId = fields.text('product_id');
  const metadata = fields.metadata('metadata');
  const byId = fields.has('customer_id');
  const customerId = byId ? fields.text('customer_id') : fields.text('external_customer_id');
  fields.check();
  const product = requireFreeProduct(core, productId);
  const customer = byId ? findCustomer(core, customerId) : findByExternalId(core, customerId);
  const loc = ['body', byId ? 'customer_id' : 'external_customer_id'];
  if (customer === undefined) throw invalid(loc, 'Customer does not exist.', customerId);
  refuseSecond(core, customer, loc);
  return json(
    201,
    presentSubscription(core, startSubscription(core, { customerId: customer.id, product, trial: null, checkout: null, metadata })),
  );
}

function requireFreeProduct(core: Core, id: string): Product {
  const loc = ['body', 'product_id'];
  const product = core.world.products.get(id);
  if (product === undefined) throw invalid(loc, 'Product does not exist.', id);
  if (product.recurring_interval === null) throw invalid(loc, 'Product is not a recurring product.', id);
  if (!isFree(product))
    throw invalid(loc, 'Product is not free. The customer should go through a checkout to create a paid subscription.', id);
  return product;
}

function refuseSecond(core: Core, customer: Customer, loc: string[]): void {
  const has = [...core.world.subscriptions.values()].some((row) => row.customer_id === customer.id && row.ended_at === null);
  if (has) throw invalid(loc, 'You already have an active subscription.', customer.external_id ?? customer.id);
}

/** One intent for each call, told apart by which field is there. */
function update(call: Call): Response {
  const { core, body } = call;
  const subscription = find(call);
  if ('revoke' in body) return revoke(call, subscription);
  if ('cancel_at_period_end' in body) schedule(call, subscription);
  else if ('pending_update' in body) clearPending(core, subscription, body.pending_update);
  else if ('product_id' in body) switchProduct(call, subscription);
  else throw invalid(['body'], 'The emulator knows product_id, cancel_at_period_end, revoke and pending_update.', body);
  return json(200, presentSubscription(core, subscription));
}

function schedule({ core, body }: Call, subscription: Subscription): void {
  const fields = readFields(body);
  const isWanted = fields.flag('cancel_at_period_end', false);
  const reason = fields.oneOfOrNull('customer_cancellation_reason', CANCELLATION_REASONS);
  const comment = fields.textOrNull('customer_cancellation_comment');
  fields.check();
  if (isWanted) cancelAtPeriodEnd(core, subscription, { reason, comment });
  else resume(core, subscription);
}

function revoke({ core, body }: Call, subscription: Subscription): Response {
  const fields = readFields(body);
  const reason = fields.oneOfOrNull('customer_cancellation_reason', CANCELLATION_REASONS);
  const comment = fields.textOrNull('customer_cancellation_comment');
  fields.check();
  if (subscription.ended_at !== null) throw alreadyCanceled();
  endSubscription(core, subscription, {
    canceled_at: core.clock.iso(),
    ends_at: core.clock.iso(),
    customer_cancellation_reason: reason ?? subscription.customer_cancellation_reason,
    customer_cancellation_comment: comment ?? subscription.customer_cancellation_comment,
  });
  return json(200, presentSubscription(core, subscription));
}

function clearPending(core: Core, subscription: Subscription, value: unknown): void {
  if (value !== null) throw invalid(['body', 'pending_update'], 'Input should be None', value);
  if (subscription.pending_update !== null) changeSubscription(core, subscription, { pending_update: null });
}

function switchProduct({ core, body }: Call, subscription: Subscription): void {
  const fields = readFields(body);
  const productId = fields.text('product_id');
  const behavior = fields.oneOfOrNull('proration_behavior', PRORATION_BEHAVIORS) ?? 'prorate';
  fields.check();
  if (subscription.ended_at !== null || subscription.cancel_at_period_end) throw alreadyCanceled();
  if (!givesAccess(subscription)) throw refused(403, 'InactiveSubscription', `Subscription ${subscription.id} is not active.`);
  changeProduct(core, subscription, { product: requireTarget(core, subscription, productId), behavior });
}

function requireTarget(core: Core, subscription: Subscription, productId: string): Product {
  const loc = ['body', 'product_id'];
  const product = core.world.products.get(productId);
  if (product === undefined) throw invalid(loc, 'Product does not exist.', productId);
  if (product.is_archived) throw invalid(loc, 'Product is archived.', productId);
  if (product.recurring_interval === null) throw invalid(loc, 'Product is not a recurring product.', productId);
  const current = mustGet(core.world.products, subscription.product_id);
  if (product === current) throw invalid(loc, 'Subscription is already on this product.', productId);
  if (currencyOf(product) !== subscription.currency)
    throw invalid(loc, 'The product has no price in the currency of the subscription.', productId);
  return product;
}
