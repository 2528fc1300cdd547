import { BillingError, type UsageBucket, type UsageHistory, type UsageInterval } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { HistoryRow, LedgerStore, Store } from '../store.ts';
import { isoOf } from '../subscription/instant.ts';
import { requireMeter } from './request.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 3660;
const MAX_BUCKETS = 500;
// Split by user an interval has several buckets: fewer intervals leave room for the users who matter.
const MAX_SPLIT_INTERVALS = 100;
const INTERVAL_MS: Record<UsageInterval, number> = { hour: DAY_MS / 24, day: DAY_MS, month: 28 * DAY_MS };
const COARSER: Record<UsageInterval, UsageInterval> = { hour: 'day', day: 'month', month: 'month' };

/** The part of the context that a history is read from. */
interface HistorySource extends Pick<Context, 'catalog'> {
  readonly store: Pick<Store, 'now'> & { readonly ledger: Pick<LedgerStore, 'readHistory'> };
}

export interface HistoryRequest {
  readonly customerId: string;
  readonly meter: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly interval?: UsageInterval | undefined;
  readonly by?: 'user' | undefined;
}

/**
 * Committed units of a meter over time: the last 30 days by day unless asked otherwise. A span that would make more than 500
 * buckets is given in the next coarser interval. @throws BillingError `invalid_request` for a span that is not one, or over ten years
 */
export async function readHistory({ catalog, store }: HistorySource, request: HistoryRequest): Promise<UsageHistory> {
  const { customerId, meter, by } = request;
  requireMeter(catalog, meter);
  const to = request.to === undefined ? await store.now() : Date.parse(request.to);
  const from = request.from === undefined ? to - 29 * DAY_MS : Date.parse(request.from);
  requireSpan(from, to);
  const interval = fitInterval({ start: from, to, interval: request.interval ?? 'day' }, by === 'user' ? MAX_SPLIT_INTERVALS : MAX_BUCKETS);
  const span = { start: bucketStart(from, interval), to, interval };
  const rows = await store.ledger.readHistory({ customerId, meter, from: span.start, to });
  const buckets = by === 'user' ? sumByUser(rows, span) : fillGaps(sum(rows, interval), span);
  return { meter, interval, from: isoOf(span.start), to: isoOf(to), buckets };
}

/** So many intervals, the first one whole. */
interface Span {
  readonly start: number;
  readonly to: number;
  readonly interval: UsageInterval;
}

function requireSpan(from: number, to: number): void {
  if (to > from && to - from <= MAX_DAYS * DAY_MS) return;
  const message = `"to" must be later than "from", by at most ${MAX_DAYS} days.`;
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/from', detail: message }] });
}

function fitInterval(span: Span, most: number): UsageInterval {
  const { interval } = span;
  const coarser = COARSER[interval];
  return countIntervals(span) <= most || coarser === interval ? interval : fitInterval({ ...span, interval: coarser }, most);
}

function countIntervals({ start, to, interval }: Span): number {
  return Math.ceil((to - bucketStart(start, interval)) / INTERVAL_MS[interval]);
}

function bucketStart(at: number, interval: UsageInterval): number {
  const date = new Date(at);
  const day = interval === 'month' ? 1 : date.getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day, interval === 'hour' ? date.getUTCHours() : 0);
}

function nextBucket(start: number, interval: UsageInterval): number {
  if (interval !== 'month') return start + INTERVAL_MS[interval];
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

function fillGaps(sums: ReadonlyMap<number, number>, { start, to, interval }: Span): UsageBucket[] {
  const buckets: UsageBucket[] = [];
  for (let at = start; at < to; at = nextBucket(at, interval)) buckets.push({ start: isoOf(at), units: sums.get(at) ?? 0 });
  return buckets;
}

// As many users by name as the bound has room for, those with the most units first; one row for the rest keeps the sum exact.
function sumByUser(rows: readonly HistoryRow[], span: Span): UsageBucket[] {
  const users = [...Map.groupBy(rows, ({ userId }) => userId ?? '')].sort(
    ([a, own], [b, other]) => unitsOf(other) - unitsOf(own) || compare(a, b),
  );
  const room = Math.floor(MAX_BUCKETS / countIntervals(span));
  const named = users.length <= room ? users : users.slice(0, room - 1);
  const rest = users.slice(named.length).flatMap(([, own]) => own);
  const buckets = [
    ...named.flatMap(([userId, own]) => toBuckets(own, span).map((bucket) => ({ ...bucket, userId }))),
    ...toBuckets(rest, span),
  ];
  // Sorting keeps what is equal in its order: within an interval the largest users come first and the rest last.
  return buckets.sort((a, b) => compare(a.start, b.start));
}

function toBuckets(rows: readonly HistoryRow[], { interval }: Span): UsageBucket[] {
  return [...sum(rows, interval)].map(([start, units]) => ({ start: isoOf(start), units }));
}

function unitsOf(rows: readonly HistoryRow[]): number {
  return rows.reduce((total, { units }) => total + units, 0);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
