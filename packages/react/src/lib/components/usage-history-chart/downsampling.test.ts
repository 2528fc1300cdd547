import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UsageBar } from './read-history.ts';
import { sampleTriangles } from './sample-triangles.ts';
import { sumBins } from './sum-bins.ts';

const toBars = (units: readonly number[]): UsageBar[] =>
  units.map((count, at) => ({ at, start: `${at}`, end: `${at}`, units: count, parts: [count, 0] }));
const counts = fc.array(fc.nat(1000), { maxLength: 1500 });
const total = (bars: readonly UsageBar[]) => bars.reduce((sum, { units }) => sum + units, 0);

it('summed bins are few and lose no unit, whatever the numbers', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 150 }), (units, most) => {
      const bars = toBars(units);
      const bins = sumBins(bars, most);
      expect(bins.length).toBeLessThanOrEqual(most);
      expect(total(bins)).toBe(total(bars));
      expect(bins.reduce((sum, { parts }) => sum + (parts[0] ?? 0), 0)).toBe(total(bars));
      expect(bins.at(0)?.start).toBe(bars.at(0)?.start);
      expect(bins.at(-1)?.end).toBe(bars.at(-1)?.end);
    }),
    { numRuns: 60 },
  );
});

it('a sampled area has points of the original, in order, with both ends', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 3, max: 400 }), (units, most) => {
      const bars = toBars(units);
      const sample = sampleTriangles(bars, most);
      expect(sample).toHaveLength(Math.min(bars.length, most));
      const places = sample.map(({ at }) => at);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(sample.every((bar) => bars[bar.at] === bar)).toBe(true);
      expect([sample.at(0), sample.at(-1)]).toEqual([bars.at(0), bars.at(-1)]);
    }),
    { numRuns: 60 },
  );
});

it('a single peak among ten thousand points is kept', () => {
  const units = Array.from({ length: 10_000 }, (_, index) => (index === 7777 ? 1_000_000 : 5));
  expect(sampleTriangles(toBars(units), 400).some(({ at }) => at === 7777)).toBe(true);
});
