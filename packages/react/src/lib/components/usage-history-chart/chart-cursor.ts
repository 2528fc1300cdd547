import { PLOT } from './chart-scale.ts';
import type { UsageBar } from './read-history.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** Where a key moves the cursor; undefined for a key that does not. */
export function moveCursor(key: string, index: number, count: number): number | undefined {
  const page = Math.max(1, Math.round(count / 10));
  const steps: Readonly<Record<string, number>> = { ...STEPS, PageDown: -page, PageUp: page, Home: -count, End: count };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(Math.max(index + step, 0), count - 1);
}

/** Where a bar stands between the edges of the plot: 0 the first, 1 the last pixel. An area runs from edge to edge, bars keep half a place. */
export function placeOf(bars: readonly UsageBar[], index: number, isArea: boolean): number {
  if (!isArea) return (index + 0.5) / bars.length;
  const last = bars.at(-1)?.at ?? 0;
  return last === 0 ? 0 : (bars[index]?.at ?? 0) / last;
}

/** The bar nearest to a pointer so many pixels from the start of a drawing so wide. */
export function findNearest(bars: readonly UsageBar[], { x, width, isArea }: { x: number; width: number; isArea: boolean }): number {
  const share = (x - PLOT.left) / Math.max(1, width - PLOT.left - PLOT.right);
  let nearest = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const index of bars.keys()) {
    const away = Math.abs(placeOf(bars, index, isArea) - share);
    if (away >= distance) continue;
    nearest = index;
    distance = away;
  }
  return nearest;
}
