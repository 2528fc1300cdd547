import { type Decimal, multiply, parseDecimal, roundHalfAwayFromZero, subtract } from '../decimal.ts';
import type { MeteredPrice } from '../entities/catalog.ts';

/** Cents owed for what was used past the credits: exact until the one rounding of the line, then capped. */
export function overageAmount(price: MeteredPrice, reading: { consumed: Decimal; credited: number }): number {
  const billable = subtract(reading.consumed, parseDecimal(reading.credited));
  if (billable.digits <= 0n) return 0;
  const amount = roundHalfAwayFromZero(multiply(billable, parseDecimal(price.unit_amount)));
  return price.cap_amount === null ? amount : Math.min(amount, price.cap_amount);
}
