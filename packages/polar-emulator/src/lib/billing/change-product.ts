import { type Core, mustGet, stamped } from '../core.ts';
import type { BillingLine, Subscription } from '../entities/billing.ts';
import { currencyOf, fixedAmount, type Product } from '../entities/catalog.ts';
import { refused } from '../http/api-error.ts';
import { periodLine, prorationLines, type Span, type Switch, totalOf, unusedLine } from './billing-lines.ts';
import { changeSubscription } from './change-subscription.ts';
import { isDeclined, payerKey, placePaidOrder } from './orders.ts';
import { firstPeriod } from './start-subscription.ts';
import { syncSubscriptionGrants } from './sync-grants.ts';

export const PRORATION_BEHAVIORS = ['invoice', 'prorate', 'next_period'] as const;
type ProrationBehavior = (typeof PRORATION_BEHAVIORS)[number];

export interface ProductChange {
  product: Product;
  behavior: ProrationBehavior;
}

/** Moves a subscription to another product: now with an invoice, now with a line on the next one, or at the period's end. */
export function changeProduct(core: Core, subscription: Subscription, { product, behavior }: ProductChange): void {
  if (behavior === 'next_period') {
    scheduleProduct(core, subscription, product);
    return;
  }
  const from = mustGet(core.world.products, subscription.product_id);
  const newCycle =
    from.recurring_interval !== product.recurring_interval || from.recurring_interval_count !== product.recurring_interval_count;
  if (newCycle) switchCycle(core, subscription, { from, to: product });
  else switchWithin(core, subscription, { from, to: product, behavior });
}

function scheduleProduct(core: Core, subscription: Subscription, product: Product): void {
  const pending = { ...stamped(core), applies_at: subscription.current_period_end, product_id: product.id, seats: null, units: null };
  changeSubscription(core, subscription, { pending_update: pending });
}

function switchWithin(core: Core, subscription: Subscription, { from, to, behavior }: Switch & { behavior: 'invoice' | 'prorate' }): void {
  const lines = prorationLines(subscription, { from, to }, core.clock.iso());
  if (behavior === 'invoice') requirePayment(core, subscription, lines);
  const waiting = behavior === 'prorate' ? [...subscription.waiting_lines, ...lines] : subscription.waiting_lines;
  applyProduct(core, subscription, { ...productFacts(to), waiting_lines: waiting });
  if (behavior === 'invoice' && lines.length > 0) bill(core, subscription, lines);
}

/** Another interval always starts a new period now, and so is always invoiced now. */
function switchCycle(core: Core, subscription: Subscription, { from, to }: Switch): void {
  const period = firstPeriod(core, to, null);
  const span: Span = { start: period.current_period_start, end: period.current_period_end };
  const lines = [unusedLine(subscription, from, span.start), periodLine(to, span)].filter((line) => line.amount !== 0);
  requirePayment(core, subscription, lines);
  const { trial_start: _start, trial_end: _end, ...facts } = period;
  applyProduct(core, subscription, facts);
  if (lines.length > 0) bill(core, subscription, lines);
}

function productFacts(product: Product): Partial<Subscription> {
  return { product_id: product.id, amount: fixedAmount(product), currency: currencyOf(product) };
}

function applyProduct(core: Core, subscription: Subscription, facts: Partial<Subscription>): void {
  changeSubscription(core, subscription, { ...facts, pending_update: null });
  syncSubscriptionGrants(core, subscription);
}

/** Asked before anything is touched: a refused card leaves the subscription exactly as it was. */
function requirePayment(core: Core, subscription: Subscription, lines: readonly BillingLine[]): void {
  const due = totalOf(lines) - (core.world.credit.get(subscription.customer_id) ?? 0);
  const payer = payerKey(mustGet(core.world.customers, subscription.customer_id));
  if (due > 0 && isDeclined(core, payer)) throw refused(402, 'PaymentFailed', 'The payment failed: the card was declined.');
}

function bill(core: Core, subscription: Subscription, lines: readonly BillingLine[]): void {
  placePaidOrder(core, {
    customerId: subscription.customer_id,
    productId: subscription.product_id,
    currency: subscription.currency,
    reason: 'subscription_update',
    lines,
    subscriptionId: subscription.id,
    metadata: subscription.metadata,
  });
}
