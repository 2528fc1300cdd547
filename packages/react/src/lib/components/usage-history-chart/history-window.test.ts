import { expect, it } from 'vitest';
import { windowSpan } from './history-window.ts';

it.each([
  ['24h', 'hour', '2026-02-28T04:00:00.000Z'],
  ['7d', 'day', '2026-02-23T00:00:00.000Z'],
  ['30d', 'day', '2026-01-31T00:00:00.000Z'],
  ['12m', 'month', '2025-04-01T00:00:00.000Z'],
] as const)('%s begins at a whole %s, over the end of a month', (window, interval, from) => {
  expect(windowSpan(window, Date.parse('2026-03-01T03:45:10Z'))).toEqual({ interval, from });
});
