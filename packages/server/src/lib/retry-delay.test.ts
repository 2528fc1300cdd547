import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextDelay } from './retry-delay.ts';

const longest = { random: () => 1 };
const shortest = { random: () => 0 };

it.each<[attempts: number, ms: number]>([
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [10, 512_000],
  [11, 900_000],
  [12, 900_000],
  [1000, 900_000],
])('after %d tries the next comes within %d ms, spread over nine tenths of them', (attempts, ms) => {
  expect(nextDelay(longest, attempts)).toBe(ms);
  expect(nextDelay(shortest, attempts)).toBe(ms / 10);
});

it('is a whole number of milliseconds from a tenth of a second to 15 minutes, whatever the number of tries', () => {
  const draws = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(draws, fc.nat(), (draw, attempts) => {
      const delay = nextDelay({ random: () => draw }, attempts);
      expect(Number.isSafeInteger(delay)).toBe(true);
      // A first try that was never counted (0 attempts) halves the first second.
      expect(delay).toBeGreaterThanOrEqual(attempts === 0 ? 50 : 100);
      expect(delay).toBeLessThanOrEqual(900_000);
    }),
  );
});
