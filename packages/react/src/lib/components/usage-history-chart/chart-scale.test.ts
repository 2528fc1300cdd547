import { expect, it } from 'vitest';
import { matchAllowance, pickLevels, pickTicks } from './chart-scale.ts';

it.each([
  [0, 0],
  [3, 3],
  [5, 5],
  [30, 5],
  [744, 5],
])('of %i bars at most five are labelled: %i', (length, labelled) => {
  const ticks = pickTicks([...Array(length).keys()], 5);
  expect(ticks).toHaveLength(labelled);
  expect(ticks[0]).toBe(length === 0 ? undefined : 0);
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
