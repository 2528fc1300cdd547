import type { Interval } from './entities/catalog.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface PeriodLength {
  interval: Interval;
  count: number;
  /** Day of the month to come back to after a short month. */
  anchorDay?: number;
}

/** The instant one period after `start`, in UTC. Months and years clamp to the last day, then return to the anchor. */
export function addPeriod(start: string, { interval, count, anchorDay }: PeriodLength): string {
  const date = new Date(start);
  switch (interval) {
    case 'day':
      return new Date(date.getTime() + count * DAY).toISOString();
    case 'week':
      return new Date(date.getTime() + count * 7 * DAY).toISOString();
    case 'month':
      return addMonths(date, count, anchorDay ?? date.getUTCDate());
    case 'year':
      return addMonths(date, count * 12, anchorDay ?? date.getUTCDate());
    default:
      return interval satisfies never;
  }
}

function addMonths(date: Date, months: number, anchorDay: number): string {
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(anchorDay, lastDay));
  return target.toISOString();
}
