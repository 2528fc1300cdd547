import { expect, it } from 'vitest';
import { pollDelay } from './poll-delay.ts';

it.each([
  [0, 1_000],
  [9_999, 1_000],
  [10_000, 3_000],
  [59_999, 3_000],
  [60_000, null],
])('after %i ms the next look is in %s ms', (elapsed, delay) => {
  expect(pollDelay(elapsed)).toBe(delay);
});
