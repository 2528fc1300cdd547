import type { MeterBalance, UsageInterval } from '@plimsoll/contract';

/** Pixels around the plot: the drawing and the cursor above it must agree about them without measuring. */
export const PLOT = { top: 16, right: 8, bottom: 30, left: 44 } as const;

/** At most `count` of the points, evenly spaced from the first. The chart is told its ticks because measuring every label is what makes it slow. */
export function pickTicks<Point>(points: readonly Point[], count: number): Point[] {
  const step = Math.max(1, Math.ceil(points.length / count));
  return points.filter((_, index) => index % step === 0);
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

/** The allowance that one interval can be compared with; undefined where no limit is for such a span. */
export function matchAllowance(limits: MeterBalance['limits'], interval: UsageInterval): number | undefined {
  const limit = limits.find(({ window }) => window === interval || (interval === 'month' && window === 'period'));
  return limit === undefined || limit.granted === 'unlimited' || limit.granted === 0 ? undefined : limit.granted;
}
