import { type Core, mustGet } from '../core.ts';
import type { Order } from '../entities/billing.ts';
import { presentProductFacts } from './present-product.ts';
import { presentSubscriptionFacts } from './present-subscription.ts';

/** Cents to be collected: the total after the customer's own credit. */
export function dueAmount(order: Order): number {
  return Math.max(0, order.subtotal_amount + order.applied_balance_amount);
}

/** Cents that can still be refunded. */
export function refundableAmount(order: Order): number {
  const wasPaid = order.status === 'paid' || order.status === 'partially_refunded';
  return wasPaid ? Math.max(0, dueAmount(order) - order.refunded_amount) : 0;
}

export function presentOrder(core: Core, order: Order): unknown {
  const { failed_attempts: _attempts, items, ...facts } = order;
  const product = mustGet(core.world.products, order.product_id);
  const subscription = order.subscription_id === null ? undefined : core.world.subscriptions.get(order.subscription_id);
  return {
    ...facts,
    ...presentMoney(order),
    paid: order.status === 'paid' || order.status === 'refunded' || order.status === 'partially_refunded',
    receipt_number: null,
    seats: null,
    units: null,
    discount_id: null,
    custom_field_data: {},
    customer: mustGet(core.world.customers, order.customer_id),
    product: presentProductFacts(product),
    discount: null,
    subscription: subscription === undefined ? null : presentSubscriptionFacts(subscription),
    items,
    description: describe(order, product.name),
  };
}

/** The emulator charges no tax and takes no fee. */
function presentMoney(order: Order): Record<string, unknown> {
  return {
    discount_amount: 0,
    net_amount: order.subtotal_amount,
    tax_amount: 0,
    total_amount: order.subtotal_amount,
    due_amount: dueAmount(order),
    refunded_tax_amount: 0,
    platform_fee_amount: 0,
    platform_fee_currency: order.currency,
    refundable_amount: refundableAmount(order),
    refundable_tax_amount: 0,
  };
}

function describe(order: Order, productName: string): string {
  switch (order.billing_reason) {
    case 'subscription_update':
      return `${productName}: plan change`;
    case 'subscription_cycle':
    case 'subscription_create':
    case 'purchase':
      return productName;
    default:
      return order.billing_reason satisfies never;
  }
}
