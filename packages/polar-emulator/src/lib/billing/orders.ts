import { type Core, mustGet, stamped, touch } from '../core.ts';
import type { BillingLine, BillingReason, Order, Subscription } from '../entities/billing.ts';
import type { Metadata } from '../entities/catalog.ts';
import type { Customer } from '../entities/customer.ts';
import { DAY } from '../period.ts';
import { dueAmount, presentOrder } from '../present/present-order.ts';
import { totalOf } from './billing-lines.ts';
import { changeSubscription } from './change-subscription.ts';
import { endSubscription } from './end-subscription.ts';
import { syncSubscriptionGrants } from './sync-grants.ts';

/** Days between the attempts on an unpaid order; after the last one the subscription is revoked. */
const DUNNING_DAYS = [2, 5, 7, 7];

export interface NewOrder {
  customerId: string;
  productId: string;
  currency: string;
  reason: BillingReason;
  lines: readonly BillingLine[];
  subscriptionId?: string;
  checkoutId?: string;
  metadata?: Metadata;
}

/** An order as it is before any payment. `order.created` is sent by the one who knows whether it is paid already. */
function openOrder(core: Core, draft: NewOrder): Order {
  const facts = stamped(core);
  const customer = mustGet(core.world.customers, draft.customerId);
  const total = totalOf(draft.lines);
  core.world.invoices += 1;
  const order: Order = {
    ...facts,
    status: 'pending',
    subtotal_amount: total,
    applied_balance_amount: applyCredit(core, draft.customerId, total),
    refunded_amount: 0,
    currency: draft.currency,
    billing_reason: draft.reason,
    billing_name: customer.billing_name ?? customer.name,
    billing_address: customer.billing_address,
    invoice_number: `LOCAL-${String(core.world.invoices).padStart(4, '0')}`,
    is_invoice_generated: false,
    customer_id: draft.customerId,
    product_id: draft.productId,
    subscription_id: draft.subscriptionId ?? null,
    checkout_id: draft.checkoutId ?? null,
    next_payment_attempt_at: null,
    failed_attempts: 0,
    metadata: draft.metadata ?? {},
    items: draft.lines.map((line) => ({
      ...line,
      id: crypto.randomUUID(),
      created_at: facts.created_at,
      modified_at: null,
      tax_amount: 0,
    })),
  };
  core.world.orders.set(order.id, order);
  return order;
}

/** A downgrade leaves credit behind; the next order takes from it. The result is zero or negative. */
function applyCredit(core: Core, customerId: string, total: number): number {
  const credit = core.world.credit.get(customerId) ?? 0;
  const applied = Math.min(credit, Math.max(0, total));
  core.world.credit.set(customerId, credit - applied - Math.min(0, total));
  return applied === 0 ? 0 : -applied;
}

/** Sends `order.created` for an order that was paid before it was written, as a checkout's is. */
export function placePaidOrder(core: Core, draft: NewOrder): Order {
  const order = openOrder(core, draft);
  order.status = 'paid';
  announceOrder(core, order, 'order.created', 'order.updated', 'order.paid');
  return order;
}

/** Sends `order.created`, then tries to collect: the order may well stay unpaid. */
export function placeOrder(core: Core, draft: NewOrder): Order {
  const order = openOrder(core, draft);
  announceOrder(core, order, 'order.created');
  collect(core, order);
  return order;
}

/** One attempt to collect an order. A refusal leads to past due, then to retries, then to the end of the subscription. */
export function collect(core: Core, order: Order): void {
  const payer = payerKey(mustGet(core.world.customers, order.customer_id));
  if (dueAmount(order) > 0 && isDeclined(core, payer)) {
    failPayment(core, order);
    return;
  }
  order.status = 'paid';
  order.next_payment_attempt_at = null;
  touch(core, order);
  announceOrder(core, order, 'order.updated', 'order.paid');
  recover(core, order);
}

/** Refusals are announced for the app's own id, which may be known before the customer is. */
export function payerKey(customer: Customer): string {
  return customer.external_id ?? customer.id;
}

/** Takes one of the announced refusals. True when this payment is refused. */
export function isDeclined(core: Core, payer: string): boolean {
  const left = core.world.declines.get(payer) ?? 0;
  if (left === 0) return false;
  core.world.declines.set(payer, left - 1);
  core.changed();
  return true;
}

function failPayment(core: Core, order: Order): void {
  const pause = DUNNING_DAYS[order.failed_attempts];
  const subscription = subscriptionOf(core, order);
  order.failed_attempts += 1;
  order.next_payment_attempt_at =
    pause === undefined || subscription === undefined ? null : new Date(core.clock.now() + pause * DAY).toISOString();
  touch(core, order);
  if (subscription === undefined || subscription.ended_at !== null) return;
  if (pause === undefined) {
    endSubscription(core, subscription);
    return;
  }
  if (subscription.status === 'past_due') return;
  changeSubscription(core, subscription, { status: 'past_due', past_due_at: core.clock.iso() });
  syncSubscriptionGrants(core, subscription);
}

function recover(core: Core, order: Order): void {
  const subscription = subscriptionOf(core, order);
  if (subscription?.status !== 'past_due') return;
  const stillOwes = [...core.world.orders.values()].some(
    (other) => other.subscription_id === subscription.id && other.status === 'pending',
  );
  if (stillOwes) return;
  changeSubscription(core, subscription, { status: 'active', past_due_at: null });
  syncSubscriptionGrants(core, subscription);
}

export function announceOrder(
  core: Core,
  order: Order,
  ...types: readonly ('order.created' | 'order.updated' | 'order.paid' | 'order.refunded')[]
): void {
  for (const type of types) core.emit(type, presentOrder(core, order));
}

function subscriptionOf(core: Core, order: Order): Subscription | undefined {
  return order.subscription_id === null ? undefined : core.world.subscriptions.get(order.subscription_id);
}
