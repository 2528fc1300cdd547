import { type Core, mustGet } from '../core.ts';
import { roundRatio } from '../decimal.ts';
import type { BillingLine, Subscription } from '../entities/billing.ts';
import { fixedAmount, fixedPrice, meteredPrices, type Product } from '../entities/catalog.ts';
import { findCustomerMeter, readMeter } from '../usage/customer-meters.ts';
import { overageAmount } from './overage.ts';

export interface Span {
  start: string;
  end: string;
}

/** The fixed price of one whole period. */
export function periodLine(product: Product, span: Span | null): BillingLine {
  return {
    label: product.name,
    amount: fixedAmount(product),
    proration: false,
    product_price_id: fixedPrice(product)?.id ?? null,
    start_timestamp: span?.start ?? null,
    end_timestamp: span?.end ?? null,
  };
}

/** Usage past the credits, one line for each metered price; rounded once per line. */
export function overageLines(core: Core, subscription: Subscription, product: Product): BillingLine[] {
  return meteredPrices(product).flatMap((price) => {
    const row = findCustomerMeter(core, subscription.customer_id, price.meter_id);
    const amount = row === undefined ? 0 : overageAmount(price, readMeter(core, row));
    if (amount === 0) return [];
    return [
      {
        label: mustGet(core.world.meters, price.meter_id).name,
        amount,
        proration: false,
        product_price_id: price.id,
        start_timestamp: subscription.current_period_start,
        end_timestamp: subscription.current_period_end,
      },
    ];
  });
}

export interface Switch {
  from: Product;
  to: Product;
}

/** The two lines of a change inside a period: what is left of the old price comes back, the rest of the new is charged. */
export function prorationLines(subscription: Subscription, { from, to }: Switch, now: string): BillingLine[] {
  const lines = [unusedLine(subscription, from, now), restLine(subscription, to, now)];
  return lines.filter((line) => line.amount !== 0);
}

/** What comes back for the part of the period that was paid and will not be used. */
export function unusedLine(subscription: Subscription, product: Product, now: string): BillingLine {
  const line = restLine(subscription, product, now);
  return { ...line, label: `Remaining time on ${product.name}`, amount: line.amount === 0 ? 0 : -line.amount };
}

function restLine(subscription: Subscription, product: Product, now: string): BillingLine {
  return {
    label: `Rest of the period on ${product.name}`,
    amount: restOfPeriod(subscription, fixedAmount(product), now),
    proration: true,
    product_price_id: fixedPrice(product)?.id ?? null,
    start_timestamp: now,
    end_timestamp: subscription.current_period_end,
  };
}

/** A trial was not paid for, so nothing of it comes back. */
function restOfPeriod(subscription: Subscription, amount: number, now: string): number {
  if (subscription.status === 'trialing') return 0;
  const end = Date.parse(subscription.current_period_end);
  const whole = Math.max(1, end - Date.parse(subscription.current_period_start));
  const left = Math.max(0, end - Date.parse(now));
  return roundRatio(BigInt(amount) * BigInt(left), BigInt(whole));
}

export function totalOf(lines: readonly BillingLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}
