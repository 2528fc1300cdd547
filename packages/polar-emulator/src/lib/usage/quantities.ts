import { add, toNumber, ZERO } from '../decimal.ts';
import type { Interval, Meter } from '../entities/catalog.ts';
import type { StoredEvent } from '../entities/customer.ts';
import { addPeriod, DAY, HOUR } from '../period.ts';
import { count, createTally, quantityOf } from './tally.ts';

export type BucketInterval = 'hour' | Interval;

/** The longest range in days that Polar serves for each interval. */
export const LONGEST_RANGE_DAYS: Record<BucketInterval, number> = { hour: 7, day: 366, week: 371, month: 1460, year: 3650 };

export interface QuantityQuery {
  meter: Meter;
  /** Events that the meter's filter and the caller's filters let through. */
  events: readonly StoredEvent[];
  start: string;
  end: string;
  interval: BucketInterval;
  timezone: string;
}

/** Usage by bucket. The buckets are start, start + interval, … up to and including end; the first one is whole. */
export function readQuantities(query: QuantityQuery): { quantities: { timestamp: string; quantity: number }[]; total: number } {
  const keyOf = createBucketKey(query.interval, query.timezone);
  const byKey = Map.groupBy(query.events, (event) => keyOf(Date.parse(event.timestamp)));
  const buckets = listBuckets(query).map((instant) => ({
    timestamp: new Date(instant).toISOString(),
    quantity: tallyUp(query.meter, byKey.get(keyOf(instant)) ?? []),
  }));
  const quantities = buckets.map(({ timestamp, quantity }) => ({ timestamp, quantity: toNumber(quantity) }));
  return { quantities, total: totalOf(query, buckets) };
}

type Bucket = { timestamp: string; quantity: ReturnType<typeof tallyUp> };

function totalOf({ meter, events }: QuantityQuery, buckets: readonly Bucket[]): number {
  const { func } = meter.aggregation;
  switch (func) {
    case 'count':
    case 'sum':
      return toNumber(buckets.reduce((sum, bucket) => add(sum, bucket.quantity), ZERO));
    case 'max':
      return Math.max(0, ...buckets.map((bucket) => toNumber(bucket.quantity)));
    case 'min':
      return buckets.length === 0 ? 0 : Math.min(...buckets.map((bucket) => toNumber(bucket.quantity)));
    case 'avg':
    case 'unique':
      // Over all time, whatever the range: that is what Polar answers.
      return toNumber(tallyUp(meter, events));
    default:
      return func satisfies never;
  }
}

function tallyUp(meter: Meter, events: readonly StoredEvent[]) {
  const tally = createTally();
  for (const event of events) count(tally, meter.aggregation, event);
  return quantityOf(tally, meter.aggregation.func);
}

function listBuckets({ start, end, interval, timezone }: QuantityQuery): number[] {
  const last = Date.parse(end);
  const hourOf = createHourReader(timezone);
  const startHour = hourOf(Date.parse(start));
  const buckets: number[] = [];
  for (let index = 0; ; index += 1) {
    const instant = stepFrom(start, interval, index);
    // A day of 23 or 25 hours would shift every later bucket; the local hour of the start is kept instead.
    const drift = interval === 'hour' ? 0 : ((startHour - hourOf(instant) + 36) % 24) - 12;
    const bucket = instant + drift * HOUR;
    if (bucket > last) return buckets;
    buckets.push(bucket);
  }
}

function stepFrom(start: string, interval: BucketInterval, index: number): number {
  if (interval === 'hour') return Date.parse(start) + index * HOUR;
  return Date.parse(addPeriod(start, { interval, count: index }));
}

function createHourReader(timezone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, hour: 'numeric', hourCycle: 'h23' });
  return (instant) => Number(format.format(instant));
}

/** The calendar bucket that an instant falls into, in a time zone. */
function createBucketKey(interval: BucketInterval, timezone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => {
    const local = format.format(instant);
    switch (interval) {
      case 'hour':
        return local.slice(0, 13);
      case 'day':
        return local.slice(0, 10);
      case 'week':
        return mondayOf(local.slice(0, 10));
      case 'month':
        return local.slice(0, 7);
      case 'year':
        return local.slice(0, 4);
      default:
        return interval satisfies never;
    }
  };
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const sinceMonday = (date.getUTCDay() + 6) % 7;
  return new Date(date.getTime() - sinceMonday * DAY).toISOString().slice(0, 10);
}
