import { expect, it } from 'vitest';
import { findNearest, moveCursor, placeOf } from './chart-cursor.ts';
import type { UsageBar } from './read-history.ts';

const bars: UsageBar[] = Array.from({ length: 10 }, (_, at) => ({ at, start: '', end: '', units: at, parts: [] }));

it.each([
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 3, 2],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 9, 9],
  ['Home', 5, 0],
  ['End', 5, 9],
  ['PageUp', 5, 6],
  ['Tab', 5, undefined],
])('%s at %i goes to %s', (key, from, to) => {
  expect(moveCursor(key, from, 10)).toBe(to);
});

it.each([true, false])('the pointer over the place of a bar finds that bar (area: %s)', (isArea) => {
  const width = 552;
  for (const index of bars.keys()) expect(findNearest(bars, { x: 44 + placeOf(bars, index, isArea) * 500, width, isArea })).toBe(index);
  expect(findNearest(bars, { x: -50, width, isArea })).toBe(0);
  expect(findNearest(bars, { x: 5000, width, isArea })).toBe(9);
});
