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

/** The two lines of a change inside a period: what is left of the old price comes back, the rest of the new is charged. */
export function prorationLines(subscription: Subscription, from: Product, to: Product, now: string): BillingLine[] {
  const rest = { start: now, end: subscription.current_period_end };
  return [prorated(subscription, from, -fixedAmount(from), rest), prorated(subscription, to, fixedAmount(to), rest)].filter(
    (line) => line.amount !== 0,
  );
}

/** What comes back of the period that a new cycle cuts short. */
export function unusedLine(subscription: Subscription, from: Product, now: string): BillingLine {
  return prorated(subscription, from, -fixedAmount(from), { start: now, end: subscription.current_period_end });
}

function prorated(subscription: Subscription, product: Product, amount: number, rest: Span): BillingLine {
  const whole = Date.parse(subscription.current_period_end) - Date.parse(subscription.current_period_start);
  const left = Math.max(0, Date.parse(rest.end) - Date.parse(rest.start));
  const share = subscription.status === 'trialing' ? 0 : roundRatio(BigInt(amount) * BigInt(left), BigInt(Math.max(1, whole)));
  return {
    label: `${amount < 0 ? 'Remaining time on' : 'Rest of the period on'} ${product.name}`,
    amount: share,
    proration: true,
    product_price_id: fixedPrice(product)?.id ?? null,
    start_timestamp: rest.start,
    end_timestamp: rest.end,
  };
}

export function totalOf(lines: readonly BillingLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}
