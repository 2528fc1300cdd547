import { expect, it } from 'vitest';
import { matchAllowance, pickLevels, pickTicks, sumByStart } from './chart-scale.ts';

it('adds up what several users did in one interval and loses nothing', () => {
  const buckets = [
    { start: 'a', units: 2, userId: 'x' },
    { start: 'a', units: 3, userId: 'y' },
    { start: 'b', units: 4, userId: 'x' },
  ];
  expect(sumByStart(buckets)).toEqual([
    { start: 'a', units: 5 },
    { start: 'b', units: 4 },
  ]);
});

it.each([
  [0, 0],
  [3, 3],
  [5, 5],
  [30, 5],
  [744, 5],
])('of %i bars at most five are labelled: %i', (length, labelled) => {
  const bars = Array.from({ length }, (_, index) => ({ start: String(index), units: 0 }));
  const ticks = pickTicks(bars, 5);
  expect(ticks).toHaveLength(labelled);
  expect(ticks[0]).toBe(length === 0 ? undefined : '0');
});

it.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [12, [0, 5, 10, 15]],
  [100, [0, 25, 50, 75, 100]],
  [1_000_000, [0, 250_000, 500_000, 750_000, 1_000_000]],
])('the scale for %i is round, whole and reaches it', (highest, levels) => {
  expect(pickLevels(highest)).toEqual(levels);
});

it('draws an allowance only where one bar can be compared with it', () => {
  const limit = { granted: 100, used: 0, reserved: 0, remaining: 100, resetsAt: null } as const;
  const limits = [
    { ...limit, window: 'day' as const },
    { ...limit, window: 'period' as const, granted: 3000 },
  ];
  expect(matchAllowance(limits, 'day')).toBe(100);
  expect(matchAllowance(limits, 'month')).toBe(3000);
  expect(matchAllowance(limits, 'hour')).toBeUndefined();
  expect(matchAllowance([{ ...limit, window: 'day', granted: 'unlimited' }], 'day')).toBeUndefined();
});
