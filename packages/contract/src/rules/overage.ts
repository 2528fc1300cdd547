import type { Money, OveragePrice, Price } from '../money.ts';

// The same as MAX_UNITS, which would bring the schemas into a browser.
const MOST = Number.MAX_SAFE_INTEGER;

/** The price of one meter's overage in one currency, with the most that it may come to. */
type PriceInCurrency = Price & { readonly spendCap?: number | undefined };

/**
 * What units of overage come to, as one invoice line: exact, and rounded once to a whole minor unit, half of one away from zero. At most
 * 2^53-1 minor units.
 */
export function costOfOverage({ amount, currency, per }: Price, units: number): Money {
  const numerator = BigInt(amount) * BigInt(units);
  const divisor = BigInt(per);
  const rounded = (2n * numerator + divisor) / (2n * divisor);
  return { amount: Number(rounded > BigInt(MOST) ? BigInt(MOST) : rounded), currency };
}

/** The most units of overage whose exact cost is no more than an amount; null when they cost nothing, so that no amount limits them. */
export function unitsForOverage({ amount, per }: Price, spend: number): number | null {
  if (amount === 0) return null;
  const units = (BigInt(spend) * BigInt(per)) / BigInt(amount);
  return Number(units > BigInt(MOST) ? BigInt(MOST) : units);
}

/** The price in a currency, where there is one; else, or when no currency is known, the first. */
export function overagePriceIn({ also = [], ...first }: OveragePrice, currency: string | null): PriceInCurrency {
  return [first, ...also].find((price) => price.currency === currency) ?? first;
}
