import { parseDecimal, toNumber } from '../decimal.ts';
import type { FixedPrice, Product } from '../entities/catalog.ts';

/** Minor units as money for people: 2900 and `usd` give $29.00. */
export function formatMoney(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A price for one unit keeps all its places: 0.05 cents is $0.0005. */
export function formatUnitPrice(unitAmount: string, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase(), maximumFractionDigits: 14 });
  const digits =
    new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() }).resolvedOptions().maximumFractionDigits ?? 2;
  const { digits: value, scale } = parseDecimal(unitAmount);
  return format.format(toNumber({ digits: value, scale: scale + digits }));
}

export function formatDay(iso: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
}

/** `$29.00 per month`, or the bare amount of a one-time product. */
export function formatPrice(product: Product, price: FixedPrice | undefined): string {
  if (price === undefined) return 'Pay as you go';
  if (price.price_amount === 0) return 'Free';
  const amount = formatMoney(price.price_amount, price.price_currency);
  return product.recurring_interval === null ? amount : `${amount} per ${formatInterval(product)}`;
}

function formatInterval({ recurring_interval, recurring_interval_count }: Product): string {
  const count = recurring_interval_count ?? 1;
  return count === 1 ? `${recurring_interval}` : `${count} ${recurring_interval}s`;
}
