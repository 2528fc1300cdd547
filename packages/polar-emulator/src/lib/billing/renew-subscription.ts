import { type Core, mustGet } from '../core.ts';
import type { BillingLine, Subscription } from '../entities/billing.ts';
import { currencyOf, fixedAmount, meteredPrices, type Product } from '../entities/catalog.ts';
import { addPeriod } from '../period.ts';
import { resetMeter } from '../usage/customer-meters.ts';
import { overageLines, periodLine, totalOf } from './billing-lines.ts';
import { announce, changeSubscription } from './change-subscription.ts';
import { endSubscription } from './end-subscription.ts';
import { placeOrder } from './orders.ts';
import { creditedMeters, cycleGrants, syncSubscriptionGrants } from './sync-grants.ts';

/** What happens when a period ends: the scheduled end, or a new period with its order. */
export function turnPeriod(core: Core, subscription: Subscription): void {
  if (subscription.cancel_at_period_end) endWithFinalBill(core, subscription);
  else renew(core, subscription);
}

function endWithFinalBill(core: Core, subscription: Subscription): void {
  const product = mustGet(core.world.products, subscription.product_id);
  const lines = usageOf(core, subscription, product);
  endSubscription(core, subscription);
  resetAll(core, subscription, meteredMeters(product));
  if (totalOf(lines) > 0) bill(core, subscription, { product, lines });
}

function renew(core: Core, subscription: Subscription): void {
  const from = mustGet(core.world.products, subscription.product_id);
  const to = mustGet(core.world.products, subscription.pending_update?.product_id ?? from.id);
  const usage = usageOf(core, subscription, from);
  const carried = subscription.waiting_lines;
  const meters = [...meteredMeters(from), ...meteredMeters(to), ...creditedMeters(core, subscription)];

  const next = nextPeriod(subscription, to);
  resetAll(core, subscription, meters);
  Object.assign(subscription, next);
  announce(core, subscription, 'subscription.cycled');
  changeSubscription(core, subscription, {});

  const lines = [periodLine(to, { start: next.current_period_start, end: next.current_period_end }), ...carried, ...usage];
  cycleGrants(core, subscription);
  syncSubscriptionGrants(core, subscription);
  bill(core, subscription, { product: to, lines });
}

type NextPeriod = Pick<Subscription, 'current_period_start' | 'current_period_end'> & Partial<Subscription>;

function nextPeriod(subscription: Subscription, product: Product): NextPeriod {
  const start = subscription.current_period_end;
  const interval = product.recurring_interval ?? subscription.recurring_interval;
  const count = product.recurring_interval_count ?? 1;
  const wasTrial = subscription.status === 'trialing';
  const anchorDay = wasTrial || interval !== subscription.recurring_interval ? new Date(start).getUTCDate() : subscription.anchor_day;
  return {
    status: 'active',
    product_id: product.id,
    amount: fixedAmount(product),
    currency: currencyOf(product),
    recurring_interval: interval,
    recurring_interval_count: count,
    current_period_start: start,
    current_period_end: addPeriod(start, { interval, count, anchorDay }),
    anchor_day: anchorDay,
    pending_update: null,
    waiting_lines: [],
  };
}

/** Usage during a trial is not billed. */
function usageOf(core: Core, subscription: Subscription, product: Product): BillingLine[] {
  return subscription.status === 'trialing' ? [] : overageLines(core, subscription, product);
}

function bill(core: Core, subscription: Subscription, { product, lines }: { product: Product; lines: readonly BillingLine[] }): void {
  placeOrder(core, {
    customerId: subscription.customer_id,
    productId: product.id,
    currency: subscription.currency,
    reason: 'subscription_cycle',
    lines,
    subscriptionId: subscription.id,
    metadata: subscription.metadata,
  });
}

export function meteredMeters(product: Product): string[] {
  return meteredPrices(product).map((price) => price.meter_id);
}

/** Resets each meter once, however many prices and credits share it. */
export function resetAll(core: Core, subscription: Subscription, meterIds: readonly string[]): void {
  for (const meterId of new Set(meterIds)) resetMeter(core, subscription.customer_id, meterId);
}
