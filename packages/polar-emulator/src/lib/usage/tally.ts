import { add, type Decimal, parseDecimal, toNumber, ZERO } from '../decimal.ts';
import type { Aggregation } from '../entities/catalog.ts';
import type { StoredEvent } from '../entities/customer.ts';
import { readProperty } from './matches-filter.ts';

/** A running aggregation over events; sums are exact. */
export interface Tally {
  count: number;
  sum: Decimal;
  max: number | null;
  min: number | null;
  distinct: Set<string>;
}

export function createTally(): Tally {
  return { count: 0, sum: ZERO, max: null, min: null, distinct: new Set() };
}

/** Counts one event in. Like Polar, a property that is not a JSON number is passed over in silence. */
export function count(tally: Tally, aggregation: Aggregation, event: StoredEvent): void {
  if (aggregation.func === 'count') {
    tally.count += 1;
    return;
  }
  const value = readProperty(aggregation.property, event);
  if (aggregation.func === 'unique') {
    if (value !== undefined) tally.distinct.add(String(value));
    return;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return;
  tally.count += 1;
  tally.sum = add(tally.sum, parseDecimal(value));
  tally.max = Math.max(tally.max ?? value, value);
  tally.min = Math.min(tally.min ?? value, value);
}

/** The aggregated quantity; 0 when nothing was counted. */
export function quantityOf(tally: Tally, func: Aggregation['func']): Decimal {
  switch (func) {
    case 'count':
      return { digits: BigInt(tally.count), scale: 0 };
    case 'sum':
      return tally.sum;
    case 'max':
      return parseDecimal(tally.max ?? 0);
    case 'min':
      return parseDecimal(tally.min ?? 0);
    case 'unique':
      return { digits: BigInt(tally.distinct.size), scale: 0 };
    case 'avg':
      return tally.count === 0 ? ZERO : parseDecimal(toNumber(tally.sum) / tally.count);
    default:
      return func satisfies never;
  }
}
