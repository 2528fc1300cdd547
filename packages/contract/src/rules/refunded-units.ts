/**
 * How many of the units of an order are to be taken back after so much of its amount was refunded: in proportion, rounded down, and all of
 * them once all of it was refunded. Money is in minor units.
 */
export function refundedUnits({ units, amount, refunded }: { units: number; amount: number; refunded: number }): number {
  if (refunded >= amount) return refunded > 0 ? units : 0;
  return Number((BigInt(units) * BigInt(Math.max(0, refunded))) / BigInt(amount));
}
