import type { MeterBalance, UsageBucket, UsageInterval } from '@plimsoll/contract';

/** One bar. */
export interface UsageBar {
  readonly start: string;
  readonly units: number;
}

/** One bar for each interval: what users did in the same one is added up. */
export function sumByStart(buckets: readonly UsageBucket[]): UsageBar[] {
  const sums = new Map<string, number>();
  for (const { start, units } of buckets) sums.set(start, (sums.get(start) ?? 0) + units);
  return [...sums].map(([start, units]) => ({ start, units }));
}

/** At most `count` starts, evenly spaced from the first. The chart is told its ticks because measuring every label is what makes it slow. */
export function pickTicks(bars: readonly UsageBar[], count: number): string[] {
  const step = Math.max(1, Math.ceil(bars.length / count));
  return bars.filter((_, index) => index % step === 0).map(({ start }) => start);
}

/** Round values from 0 to at least `highest`, five at the most, whole numbers only. */
export function pickLevels(highest: number): number[] {
  const rough = Math.max(highest, 1) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough && Number.isInteger(size)) ?? magnitude * 10,
  );
  return Array.from({ length: Math.ceil(Math.max(highest, 1) / step) + 1 }, (_, index) => index * step);
}

/** The allowance that one bar can be compared with; undefined where no limit is for such a span. */
export function matchAllowance(limits: MeterBalance['limits'], interval: UsageInterval): number | undefined {
  const limit = limits.find(({ window }) => window === interval || (interval === 'month' && window === 'period'));
  return limit === undefined || limit.granted === 'unlimited' || limit.granted === 0 ? undefined : limit.granted;
}
