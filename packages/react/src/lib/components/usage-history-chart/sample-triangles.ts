import type { UsageBar } from './read-history.ts';

/**
 * At most `most` of the points of a line that keep its look, above all its peaks: "largest triangle three buckets" (Sveinn
 * Steinarsson, Downsampling Time Series for Visual Representation, University of Iceland, 2013). The first and the last point
 * stay; of each of the equal groups between them stays the point that spans the largest triangle with the point kept before it
 * and the mean of the group after it. Points are left out, so this is for areas: bars are added up instead (`sumBins`).
 */
export function sampleTriangles(points: readonly UsageBar[], most: number): readonly UsageBar[] {
  const [first] = points;
  const last = points.at(-1);
  if (points.length <= most || most < 3 || first === undefined || last === undefined) return points;
  const size = (points.length - 2) / (most - 2);
  const edge = (group: number) => Math.floor(group * size) + 1;
  const kept = [first];
  for (let group = 0; group < most - 2; group += 1) {
    const before = kept.at(-1) ?? first;
    const after = meanOf(points.slice(edge(group + 1), Math.max(edge(group + 2), edge(group + 1) + 1)));
    kept.push(pickLargest(points.slice(edge(group), edge(group + 1)), { before, after }) ?? before);
  }
  return [...kept, last];
}

type Place = Pick<UsageBar, 'at' | 'units'>;

function meanOf(points: readonly Place[]): Place {
  const sum = (read: (point: Place) => number) => points.reduce((total, point) => total + read(point), 0) / points.length;
  return { at: sum(({ at }) => at), units: sum(({ units }) => units) };
}

function pickLargest(
  points: readonly UsageBar[],
  { before, after }: { readonly before: Place; readonly after: Place },
): UsageBar | undefined {
  let largest = -1;
  let picked: UsageBar | undefined;
  for (const point of points) {
    // Twice the area of the triangle; only the order counts.
    const area = Math.abs((before.at - after.at) * (point.units - before.units) - (before.at - point.at) * (after.units - before.units));
    if (area <= largest) continue;
    largest = area;
    picked = point;
  }
  return picked;
}
