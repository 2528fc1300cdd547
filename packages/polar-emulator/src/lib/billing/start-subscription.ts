import { type Core, stamped } from '../core.ts';
import type { Checkout, Subscription } from '../entities/billing.ts';
import { currencyOf, fixedAmount, type Metadata, type Product } from '../entities/catalog.ts';
import { addPeriod } from '../period.ts';
import type { Span } from './billing-lines.ts';
import { announce } from './change-subscription.ts';
import { meteredMeters, resetAll } from './renew-subscription.ts';
import { syncSubscriptionGrants } from './sync-grants.ts';

export interface NewSubscription {
  customerId: string;
  product: Product;
  trial: Span | null;
  checkout: Checkout | null;
  metadata: Metadata;
}

/** Starts a subscription now, sends its first webhooks and gives its benefits. */
export function startSubscription(core: Core, start: NewSubscription): Subscription {
  const facts = stamped(core);
  const subscription: Subscription = {
    ...facts,
    ...firstPeriod(core, start.product, start.trial),
    cancel_at_period_end: false,
    canceled_at: null,
    started_at: facts.created_at,
    ends_at: null,
    ended_at: null,
    past_due_at: null,
    customer_id: start.customerId,
    checkout_id: start.checkout?.id ?? null,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
    metadata: start.metadata,
    pending_update: null,
    waiting_lines: [],
  };
  core.world.subscriptions.set(subscription.id, subscription);
  announce(core, subscription, 'subscription.created', 'subscription.active', 'subscription.updated');
  core.stateChanged(subscription.customer_id);
  resetAll(core, subscription, meteredMeters(start.product));
  syncSubscriptionGrants(core, subscription);
  return subscription;
}

/** Product, price, status and dates of a period that begins now. */
export function firstPeriod(core: Core, product: Product, trial: Span | null) {
  const start = trial?.start ?? core.clock.iso();
  const interval = product.recurring_interval ?? 'month';
  const count = product.recurring_interval_count ?? 1;
  return {
    status: trial === null ? ('active' as const) : ('trialing' as const),
    product_id: product.id,
    amount: fixedAmount(product),
    currency: currencyOf(product),
    recurring_interval: interval,
    recurring_interval_count: count,
    current_period_start: start,
    current_period_end: trial?.end ?? addPeriod(start, { interval, count }),
    trial_start: trial?.start ?? null,
    trial_end: trial?.end ?? null,
    anchor_day: new Date(start).getUTCDate(),
  };
}
