import { announceOrder } from '../billing/orders.ts';
import { type Core, touch } from '../core.ts';
import type { Order } from '../entities/billing.ts';
import { notFound, refused } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { readFields } from '../http/fields.ts';
import { hasMetadata, listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { presentOrder } from '../present/present-order.ts';
import { readAddress } from './customers.ts';

export const orderRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/orders/', run: list },
  { method: 'GET', path: '/v1/orders/:id', run: (call) => json(200, presentOrder(call.core, find(call))) },
  { method: 'PATCH', path: '/v1/orders/:id', run: update },
  { method: 'POST', path: '/v1/orders/:id/invoice', run: generateInvoice },
  { method: 'GET', path: '/v1/orders/:id/invoice', run: getInvoice },
];

function find({ core, params }: Call): Order {
  const order = core.world.orders.get(params.id ?? '');
  if (order === undefined) throw notFound();
  return order;
}

function list({ core, query }: Call): Response {
  const after = Date.parse(query.get('created_after') ?? '');
  const before = Date.parse(query.get('created_before') ?? '');
  // NaN compares false: an absent bound never excludes.
  const isOutside = (instant: number) => instant < after || instant > before;
  const rows = [...core.world.orders.values()].filter((order) => !isOutside(Date.parse(order.created_at)) && hasMetadata(order, query));
  return json(200, listPage({ rows, query, filters: filtersOf(core), present: (order) => presentOrder(core, order) }));
}

function filtersOf(core: Core): Record<string, (order: Order) => string | null | undefined> {
  return {
    product_id: (order) => order.product_id,
    customer_id: (order) => order.customer_id,
    external_customer_id: (order) => core.world.customers.get(order.customer_id)?.external_id,
    subscription_id: (order) => order.subscription_id,
    checkout_id: (order) => order.checkout_id,
    status: (order) => order.status,
    product_billing_type: (order) => (order.subscription_id === null ? 'one_time' : 'recurring'),
  };
}

function update(call: Call): Response {
  const order = find(call);
  const fields = readFields(call.body);
  const name = fields.has('billing_name') ? fields.textOrNull('billing_name') : order.billing_name;
  const address = readAddress(fields, 'billing_address') ?? order.billing_address;
  fields.check();
  Object.assign(order, { billing_name: name, billing_address: address });
  touch(call.core, order);
  announceOrder(call.core, order, 'order.updated');
  return json(200, presentOrder(call.core, order));
}

function generateInvoice(call: Call): Response {
  const order = find(call);
  if (order.status === 'pending' || order.status === 'void') {
    throw refused(
      409,
      'OrderNotEligibleForInvoice',
      `Order ${order.id} is not eligible for invoice generation (current status: ${order.status}).`,
    );
  }
  if (order.billing_name === null || order.billing_address === null) {
    throw refused(422, 'MissingInvoiceBillingDetails', 'Billing name and address are required to generate an invoice for this order.');
  }
  if (!order.is_invoice_generated) {
    order.is_invoice_generated = true;
    touch(call.core, order);
    announceOrder(call.core, order, 'order.updated');
  }
  return json(202, {});
}

function getInvoice(call: Call): Response {
  const order = find(call);
  if (!order.is_invoice_generated) throw notFound();
  return json(200, { url: `${call.core.baseUrl}/portal/invoices/${order.id}` });
}
