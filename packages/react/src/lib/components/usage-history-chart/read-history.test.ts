import type { UsageBucket } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { readHistory } from './read-history.ts';

const span = { meter: 'tokens', interval: 'day', from: '2026-11-18T00:00:00Z', to: '2026-11-21T00:00:00Z' } as const;
const read = (buckets: UsageBucket[]) => readHistory({ ...span, buckets });
const on = (day: number, units: number, userId?: string): UsageBucket => ({
  start: `2026-11-${day}T00:00:00Z`,
  units,
  ...(userId === undefined ? {} : { userId }),
});

it('adds up what several users did in one interval, keeps days on which nobody did anything, and loses nothing', () => {
  const { bars, series, total } = read([on(18, 2, 'x'), on(18, 3, 'y'), on(20, 4, 'y')]);
  expect(series).toEqual([
    { userId: 'y', units: 7 },
    { userId: 'x', units: 2 },
  ]);
  expect(bars.map(({ units, parts }) => [units, parts])).toEqual([
    [5, [3, 2]],
    [0, [0, 0]],
    [4, [4, 0]],
  ]);
  expect(total).toBe(9);
});

it('names the four largest users; the others, and whoever the server did not name, are one', () => {
  const { series, bars } = read([...['a', 'b', 'c', 'd', 'e', 'f'].map((user, index) => on(19, 10 - index, user)), on(19, 3)]);
  expect(series.map(({ userId }) => userId)).toEqual(['a', 'b', 'c', 'd', null]);
  expect(bars[1]).toMatchObject({ units: 48, parts: [10, 9, 8, 7, 14] });
});

it('leaves out what is no time or no count', () => {
  const { bars, total } = read([{ start: 'soon', units: 5 }, on(18, Number.NaN), on(18, -3), on(19, 4)]);
  expect(total).toBe(4);
  expect(bars).toHaveLength(1);
});

it('gives up on a span that is absurd instead of hanging', () => {
  const buckets = [on(18, 1, 'x')];
  expect(readHistory({ ...span, interval: 'hour', from: '1800-01-01T00:00:00Z', buckets }).bars.length).toBeLessThan(10_010);
});
