import type { UsageBucket, UsageHistory, UsageInterval } from '@plimsoll/contract';

const HOUR_MS = 3_600_000;
// With more colours than these nobody finds a user in the legend.
const NAMED_USERS = 4;
// More than any server of this contract sends; a span that is absurd is not drawn to its end.
const MOST_INTERVALS = 10_000;

/** What is drawn at one place: one interval, or several that follow each other. */
export interface UsageBar {
  /** Place on the time axis, in intervals from the first. */
  readonly at: number;
  /** Start of the first interval. */
  readonly start: string;
  /** Start of the last interval in it. */
  readonly end: string;
  readonly units: number;
  /** The units of each series; empty where the history is not split. */
  readonly parts: readonly number[];
}

/** One user of a split history, or everyone who is not named. */
export interface UsageSeries {
  /** Empty for use without a user, null for everyone else. */
  readonly userId: string | null;
  readonly units: number;
}

/** A history as it is drawn, in full. */
export interface ReadHistory {
  readonly bars: readonly UsageBar[];
  /** The users with the most units, then everyone else; empty where the history is not split. */
  readonly series: readonly UsageSeries[];
  readonly total: number;
}

/** Reads an answer for drawing: what cannot be a time or a count is left out, several users in one interval are added up. */
export function readHistory({ buckets, ...span }: UsageHistory): ReadHistory {
  const isSplit = buckets.some(({ userId }) => userId !== undefined);
  const series = isSplit ? pickSeries(buckets.filter((bucket) => readTime(bucket) !== undefined)) : [];
  // A split history leaves out where nobody did anything, but time went on.
  const bars = sumByTime(isSplit ? [...listStarts(span), ...buckets] : buckets, series);
  return { bars, series, total: bars.reduce((sum, { units }) => sum + units, 0) };
}

function readTime({ start, units }: UsageBucket): number | undefined {
  const time = Date.parse(start);
  return Number.isNaN(time) || !(units >= 0 && units < Number.POSITIVE_INFINITY) ? undefined : time;
}

function pickSeries(buckets: readonly UsageBucket[]): UsageSeries[] {
  const sums = new Map<string | null, number>();
  for (const { userId = null, units } of buckets) sums.set(userId, (sums.get(userId) ?? 0) + units);
  const largest = [...sums].filter(([userId]) => userId !== null).sort(([, a], [, b]) => b - a);
  const named = largest.slice(0, NAMED_USERS).map(([userId, units]) => ({ userId, units }));
  const rest = largest.slice(NAMED_USERS).reduce((sum, [, units]) => sum + units, sums.get(null) ?? 0);
  return rest > 0 ? [...named, { userId: null, units: rest }] : named;
}

// Without a map and with one object for each: ten thousand buckets are read before the first frame.
function sumByTime(buckets: readonly UsageBucket[], series: readonly UsageSeries[]): UsageBar[] {
  const places = new Map(series.map(({ userId }, place) => [userId, place]));
  const timed: TimedBar[] = [];
  for (const bucket of buckets) {
    const at = readTime(bucket);
    if (at === undefined) continue;
    const { start, units, userId = null } = bucket;
    const own = places.get(userId) ?? series.length - 1;
    timed.push({
      at,
      start,
      end: start,
      units,
      parts: series.length === 0 ? UNSPLIT : series.map((_, place) => (place === own ? units : 0)),
    });
  }
  timed.sort((a, b) => a.at - b.at);
  const bars: UsageBar[] = [];
  let time = Number.NaN;
  for (const bar of timed) {
    const last = bar.at === time ? bars.pop() : undefined;
    time = bar.at;
    bar.at = bars.length;
    bars.push(last === undefined ? bar : addBars(last, bar));
  }
  return bars;
}

const UNSPLIT: readonly number[] = [];

/** A bar on its way: `at` is its time in milliseconds until it has a place. */
type TimedBar = { -readonly [K in keyof UsageBar]: UsageBar[K] };

function addBars(bar: UsageBar, more: UsageBar): UsageBar {
  return { ...bar, units: bar.units + more.units, parts: bar.parts.map((units, place) => units + (more.parts[place] ?? 0)) };
}

function listStarts({ from, to, interval }: Pick<UsageHistory, 'from' | 'to' | 'interval'>): UsageBucket[] {
  const starts: UsageBucket[] = [];
  const end = Date.parse(to);
  for (let time = Date.parse(from); time < end && starts.length < MOST_INTERVALS; time = nextStart(time, interval)) {
    starts.push({ start: new Date(time).toISOString(), units: 0 });
  }
  return starts;
}

function nextStart(at: number, interval: UsageInterval): number {
  if (interval !== 'month') return at + (interval === 'hour' ? HOUR_MS : 24 * HOUR_MS);
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
