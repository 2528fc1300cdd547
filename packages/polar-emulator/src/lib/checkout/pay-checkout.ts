import { periodLine, type Span } from '../billing/billing-lines.ts';
import { changeSubscription } from '../billing/change-subscription.ts';
import { isDeclined, payerKey, placePaidOrder } from '../billing/orders.ts';
import { meteredMeters, resetAll } from '../billing/renew-subscription.ts';
import { firstPeriod, startSubscription } from '../billing/start-subscription.ts';
import { syncGrants, syncSubscriptionGrants } from '../billing/sync-grants.ts';
import { type Core, mustGet, touch } from '../core.ts';
import { createCustomer, findByEmail, findByExternalId, findCustomer, updateCustomer } from '../customers.ts';
import type { Checkout, CheckoutStatus, Subscription } from '../entities/billing.ts';
import { currencyOf, fixedAmount, type Product } from '../entities/catalog.ts';
import type { Customer } from '../entities/customer.ts';
import { refused } from '../http/api-error.ts';
import { presentCheckout } from '../present/present-checkout.ts';
import { trialOf } from './trial-of.ts';

export interface Buyer {
  email?: string | undefined;
  name?: string | undefined;
}

/**
 * Pays an open checkout: its customer exists afterwards, and has the subscription or the order.
 * Throws an ApiError when it is closed (410), the customer already subscribes (403), or the card is declined (400).
 */
export function payCheckout(core: Core, checkout: Checkout, buyer: Buyer = {}): void {
  requireOpen(checkout);
  const product = mustGet(core.world.products, checkout.product_id);
  refuseSecondSubscription(core, checkout, product);
  const known = checkoutCustomer(core, checkout, buyer);
  const trial = trialOf(core, checkout, product);
  checkout.trial_end = trial?.end ?? null;
  const payer = known === undefined ? checkout.external_customer_id : payerKey(known);
  const isCharged = trial === null && fixedAmount(product) > 0;
  if (isCharged && payer !== null && isDeclined(core, payer)) {
    declineCheckout(core, checkout);
    throw refused(400, 'PaymentError', 'The card was declined.');
  }
  moveTo(core, checkout, 'confirmed');
  const customer = settleCustomer(core, { checkout, known, buyer });
  if (product.recurring_interval === null) sellOnce(core, { checkout, product, customer });
  else subscribe(core, { checkout, product, customer }, trial);
  moveTo(core, checkout, 'succeeded');
}

/** A refused card: confirmed for a moment, then open again, as at Polar. */
export function declineCheckout(core: Core, checkout: Checkout): void {
  requireOpen(checkout);
  moveTo(core, checkout, 'confirmed');
  moveTo(core, checkout, 'open');
}

function requireOpen(checkout: Checkout): void {
  if (checkout.status !== 'open') throw refused(410, 'ExpiredCheckoutError', `This checkout is ${checkout.status}.`);
}

/** Polar's default of one live subscription for each customer. It is noticed here, not when the checkout is created. */
function refuseSecondSubscription(core: Core, checkout: Checkout, product: Product): void {
  const customer = checkoutCustomer(core, checkout, {});
  if (customer === undefined || product.recurring_interval === null) return;
  const live = [...core.world.subscriptions.values()].filter((item) => item.customer_id === customer.id && item.ended_at === null);
  if (live.some((subscription) => subscription.id !== checkout.subscription_id)) {
    throw refused(403, 'AlreadyActiveSubscriptionError', 'You already have an active subscription.');
  }
}

/** The customer this purchase will go to. An e-mail that is known wins over an external id that is not: a true trap of Polar. */
function checkoutCustomer(core: Core, checkout: Checkout, buyer: Buyer): Customer | undefined {
  const byId = checkout.customer_id === null ? undefined : findCustomer(core, checkout.customer_id);
  if (byId !== undefined) return byId;
  const byExternalId = checkout.external_customer_id === null ? undefined : findByExternalId(core, checkout.external_customer_id);
  const email = buyer.email ?? checkout.customer_email;
  return byExternalId ?? (email === null ? undefined : findByEmail(core, email));
}

interface Settlement {
  checkout: Checkout;
  known: Customer | undefined;
  buyer: Buyer;
}

function settleCustomer(core: Core, { checkout, known, buyer }: Settlement): Customer {
  const email = buyer.email ?? checkout.customer_email ?? `buyer-${checkout.id.slice(0, 8)}@example.com`;
  const customer =
    known ??
    createCustomer(core, {
      email,
      externalId: checkout.external_customer_id,
      name: buyer.name ?? checkout.customer_name,
      metadata: checkout.customer_metadata,
      billingAddress: null,
      locale: checkout.locale,
    });
  updateCustomer(core, customer, {
    external_id: customer.external_id ?? checkout.external_customer_id,
    billing_name: customer.billing_name ?? checkout.customer_billing_name ?? customer.name ?? customer.email,
    billing_address: customer.billing_address ?? checkout.customer_billing_address ?? BILLED_FROM,
    default_payment_method_id: customer.default_payment_method_id ?? crypto.randomUUID(),
  });
  checkout.customer_id = customer.id;
  checkout.customer_email = customer.email;
  checkout.customer_name = customer.name;
  checkout.customer_billing_name = customer.billing_name;
  checkout.customer_billing_address = customer.billing_address;
  return customer;
}

/** The page does not ask for a country, and an invoice needs one. */
const BILLED_FROM = { line1: null, line2: null, postal_code: null, city: null, state: null, country: 'US' };

interface Sale {
  checkout: Checkout;
  product: Product;
  customer: Customer;
}

function sellOnce(core: Core, { checkout, product, customer }: Sale): void {
  const order = placePaidOrder(core, {
    ...orderFacts({ checkout, product, customer }),
    reason: 'purchase',
    lines: [periodLine(product, null)],
  });
  syncGrants(core, { customer_id: customer.id, subscription_id: null, order_id: order.id }, product.benefit_ids);
}

function subscribe(core: Core, sale: Sale, trial: Span | null): void {
  const { checkout, product, customer } = sale;
  const upgraded = checkout.subscription_id === null ? undefined : core.world.subscriptions.get(checkout.subscription_id);
  const subscription =
    upgraded === undefined
      ? startSubscription(core, { customerId: customer.id, product, trial, checkout, metadata: checkout.metadata })
      : upgrade(core, upgraded, sale);
  const span = { start: subscription.current_period_start, end: subscription.current_period_end };
  const line = periodLine(product, span);
  placePaidOrder(core, {
    ...orderFacts(sale),
    reason: upgraded === undefined ? 'subscription_create' : 'subscription_update',
    lines: [trial === null ? line : { ...line, label: `Trial period for ${product.name}`, amount: 0 }],
    subscriptionId: subscription.id,
  });
}

/** A free subscription becomes a paid one: same id, a new period from now. */
function upgrade(core: Core, subscription: Subscription, { checkout, product }: Sale): Subscription {
  const { trial_start: _start, trial_end: _end, ...period } = firstPeriod(core, product, null);
  changeSubscription(core, subscription, {
    ...period,
    checkout_id: checkout.id,
    metadata: { ...subscription.metadata, ...checkout.metadata },
    pending_update: null,
  });
  resetAll(core, subscription, meteredMeters(product));
  syncSubscriptionGrants(core, subscription);
  return subscription;
}

function orderFacts({ checkout, product, customer }: Sale) {
  return {
    customerId: customer.id,
    productId: product.id,
    currency: currencyOf(product),
    checkoutId: checkout.id,
    metadata: checkout.metadata,
  };
}

function moveTo(core: Core, checkout: Checkout, status: CheckoutStatus): void {
  checkout.status = status;
  touch(core, checkout);
  core.emit('checkout.updated', presentCheckout(core, checkout));
}
