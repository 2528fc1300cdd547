import { announceOrder } from '../billing/orders.ts';
import { syncGrants } from '../billing/sync-grants.ts';
import { type Core, stamped, touch } from '../core.ts';
import { type Order, REFUND_REASONS, type Refund } from '../entities/billing.ts';
import { invalid, refused } from '../http/api-error.ts';
import type { Call, Route } from '../http/call.ts';
import { readFields } from '../http/fields.ts';
import { listPage } from '../http/list-page.ts';
import { json } from '../http/respond.ts';
import { refundableAmount } from '../present/present-order.ts';

export const refundRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/refunds/', run: list },
  { method: 'POST', path: '/v1/refunds/', run: create },
];

function list({ core, query }: Call): Response {
  const filters = {
    id: (refund: Refund) => refund.id,
    order_id: (refund: Refund) => refund.order_id,
    subscription_id: (refund: Refund) => refund.subscription_id,
    customer_id: (refund: Refund) => refund.customer_id,
    external_customer_id: (refund: Refund) => core.world.customers.get(refund.customer_id)?.external_id,
    succeeded: (refund: Refund) => String(refund.status === 'succeeded'),
  };
  return json(200, listPage({ rows: core.world.refunds.values(), query, filters, present: presentRefund }));
}

function create({ core, body }: Call): Response {
  const fields = readFields(body);
  const orderId = fields.text('order_id');
  const reason = fields.oneOf('reason', REFUND_REASONS);
  const amount = fields.whole('amount', 1);
  const metadata = fields.metadata('metadata');
  const revokeBenefits = fields.flag('revoke_benefits', false);
  fields.textOrNull('comment');
  fields.check();
  const order = requireRefundable(core, orderId, { amount, revokeBenefits });
  const refund: Refund = {
    ...stamped(core),
    metadata,
    status: 'succeeded',
    reason,
    amount,
    currency: order.currency,
    organization_id: core.world.organizationId,
    order_id: order.id,
    subscription_id: order.subscription_id,
    customer_id: order.customer_id,
    revoke_benefits: revokeBenefits,
  };
  core.world.refunds.set(refund.id, refund);
  apply(core, order, refund);
  return json(201, presentRefund(refund));
}

function requireRefundable(core: Core, orderId: string, wish: { amount: number; revokeBenefits: boolean }): Order {
  const order = core.world.orders.get(orderId);
  if (order === undefined) throw invalid(['body', 'order_id'], 'Order not found', orderId);
  if (order.status === 'refunded') throw refused(403, 'RefundedAlready', `Order is already fully refunded: ${order.id}`);
  if (wish.amount > refundableAmount(order)) throw invalid(['body', 'amount'], 'Refund amount exceeds refundable amount', wish.amount);
  if (wish.revokeBenefits && order.subscription_id !== null) {
    throw refused(400, 'RevokeSubscriptionBenefitsProhibited', 'Subscription benefits end with the subscription, not with a refund.');
  }
  return order;
}

function apply(core: Core, order: Order, refund: Refund): void {
  order.refunded_amount += refund.amount;
  order.status = refundableAmount({ ...order, status: 'paid' }) === 0 ? 'refunded' : 'partially_refunded';
  touch(core, order);
  core.emit('refund.created', presentRefund(refund));
  announceOrder(core, order, 'order.updated', 'order.refunded');
  if (refund.revoke_benefits) syncGrants(core, { customer_id: order.customer_id, subscription_id: null, order_id: order.id }, []);
}

function presentRefund(refund: Refund): unknown {
  return { ...refund, tax_amount: 0, dispute: null };
}
