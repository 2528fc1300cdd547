import type { MeterBalance } from '@plimsoll/contract';

/** How many more units are admitted now: what is left, and what is sold past it up to the spend cap. No end: infinity. */
export function readRoom({ remaining, overagePrice, spendCap }: Pick<MeterBalance, 'remaining' | 'overagePrice' | 'spendCap'>): number {
  if (remaining === 'unlimited') return Number.POSITIVE_INFINITY;
  if (overagePrice === null) return Math.max(remaining, 0);
  return spendCap ? Math.max(remaining, 0) + Math.max(spendCap.unitsLeft, 0) : Number.POSITIVE_INFINITY;
}
