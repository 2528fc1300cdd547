import { BillingError, type UsageBucket, type UsageHistory, type UsageInterval } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { HistoryRow } from '../store.ts';
import { isoOf } from '../subscription/instant.ts';
import { requireMeter } from './request.ts';

const DAY_MS = 86_400_000;
const SPAN_DAYS: Record<UsageInterval, number> = { hour: 31, day: 400, month: 3660 };

export interface HistoryRequest {
  readonly customerId: string;
  readonly meter: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly interval?: UsageInterval | undefined;
  readonly by?: 'user' | undefined;
}

/** Committed units of a meter over time: the last 30 days by day unless asked otherwise. @throws BillingError `invalid_request` for a span that is too long */
export async function readHistory(context: Context, request: HistoryRequest): Promise<UsageHistory> {
  const { customerId, meter, interval = 'day', by } = request;
  requireMeter(context.catalog, meter);
  const to = request.to === undefined ? await context.store.now() : Date.parse(request.to);
  const from = request.from === undefined ? to - 29 * DAY_MS : Date.parse(request.from);
  requireSpan({ from, to, interval });
  const start = bucketStart(from, interval);
  const rows = await context.store.ledger.readHistory({ customerId, meter, from: start, to });
  const buckets = by === 'user' ? sumByUser(rows, interval) : fillGaps(sum(rows, interval), { start, to, interval });
  return { meter, interval, from: isoOf(start), to: isoOf(to), buckets };
}

function requireSpan({ from, to, interval }: { from: number; to: number; interval: UsageInterval }): void {
  const days = SPAN_DAYS[interval];
  if (to > from && to - from <= days * DAY_MS) return;
  const message = `"to" must be later than "from", by at most ${days} days for interval "${interval}".`;
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/from', detail: message }] });
}

function bucketStart(at: number, interval: UsageInterval): number {
  const date = new Date(at);
  const day = interval === 'month' ? 1 : date.getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day, interval === 'hour' ? date.getUTCHours() : 0);
}

function nextBucket(start: number, interval: UsageInterval): number {
  if (interval !== 'month') return start + (interval === 'hour' ? DAY_MS / 24 : DAY_MS);
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

function sum(rows: readonly HistoryRow[], interval: UsageInterval): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { hour, units } of rows) {
    const start = bucketStart(hour, interval);
    sums.set(start, (sums.get(start) ?? 0) + units);
  }
  return sums;
}

function fillGaps(
  sums: ReadonlyMap<number, number>,
  { start, to, interval }: { start: number; to: number; interval: UsageInterval },
): UsageBucket[] {
  const buckets: UsageBucket[] = [];
  for (let at = start; at < to; at = nextBucket(at, interval)) buckets.push({ start: isoOf(at), units: sums.get(at) ?? 0 });
  return buckets;
}

function sumByUser(rows: readonly HistoryRow[], interval: UsageInterval): UsageBucket[] {
  const users = Map.groupBy(rows, ({ userId }) => userId ?? '');
  const buckets = [...users].flatMap(([userId, own]) =>
    [...sum(own, interval)].map(([start, units]) => ({ start: isoOf(start), units, userId })),
  );
  return buckets.sort((a, b) => a.start.localeCompare(b.start) || a.userId.localeCompare(b.userId));
}
