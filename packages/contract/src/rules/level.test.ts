import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LevelInput, readLevel, readThreshold } from './level.ts';

const UNLIMITED = 'unlimited' as const;

it.each<[LevelInput, ReturnType<typeof readLevel>]>([
  [{ granted: 100, credits: 0, remaining: 100 }, 'ok'],
  [{ granted: 100, credits: 0, remaining: 20 }, 'ok'],
  [{ granted: 100, credits: 0, remaining: 19 }, 'low'],
  [{ granted: 100, credits: 0, remaining: 1 }, 'low'],
  [{ granted: 100, credits: 0, remaining: 0 }, 'exhausted'],
  [{ granted: 0, credits: 0, remaining: 0 }, 'exhausted'],
  [{ granted: 1, credits: 0, remaining: 1 }, 'ok'],
  [{ granted: 100, credits: 100, remaining: 40 }, 'ok'],
  [{ granted: 100, credits: 100, remaining: 39 }, 'low'],
  [{ granted: 0, credits: 5, remaining: 5 }, 'ok'],
  [{ granted: Number.MAX_SAFE_INTEGER, credits: 0, remaining: 1 }, 'low'],
  [{ granted: UNLIMITED, credits: 0, remaining: UNLIMITED }, 'unlimited'],
  [{ granted: 100, credits: 0, remaining: UNLIMITED }, 'unlimited'],
  [{ granted: UNLIMITED, credits: 0, remaining: 0 }, 'unlimited'],
])('reads %j as %s', (balance, level) => {
  expect(readLevel(balance)).toBe(level);
});

it.each<[share: number, remaining: number, ReturnType<typeof readLevel>]>([
  [0, 1, 'ok'],
  [0, 0, 'exhausted'],
  [0.5, 49, 'low'],
  [0.5, 50, 'ok'],
  [1, 99, 'low'],
  [1, 100, 'ok'],
])('under a low share of %d, %d of 100 left is %s', (share, remaining, level) => {
  expect(readLevel({ granted: 100, credits: 0, remaining }, [share, 0])).toBe(level);
});

it.each<[warnAt: readonly number[], remaining: number, threshold: number | null]>([
  [[0.2, 0], 20, null],
  [[0.2, 0], 19, 0.2],
  [[0.2, 0], 0, 0],
  [[0.5, 0.2, 0.05, 0], 50, null],
  [[0.5, 0.2, 0.05, 0], 49, 0.5],
  [[0.5, 0.2, 0.05, 0], 20, 0.5],
  [[0.05, 0.5, 0.2], 19, 0.2],
  [[0.05, 0.5, 0.2], 4, 0.05],
  [[0.05, 0.5, 0.2], 0, 0],
  [[], 1, null],
  [[], 0, 0],
])('warned at %j, with %d of 100 left the threshold is %d', (warnAt, remaining, threshold) => {
  expect(readThreshold({ granted: 100, credits: 0, remaining }, warnAt)).toBe(threshold);
});

it('has a threshold exactly where the level is low or exhausted', () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(2000), shares, (...[granted, credits, remaining, warnAt]) => {
      const level = readLevel({ granted, credits, remaining }, warnAt);
      const threshold = readThreshold({ granted, credits, remaining }, warnAt);
      expect(threshold !== null).toBe(level === 'low' || level === 'exhausted');
      expect(threshold === 0 && level !== 'exhausted').toBe(false);
    }),
  );
});

it('never rises while units are used', () => {
  const rank = { ok: 2, low: 1, exhausted: 0, unlimited: 3 };
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(2000), fc.nat(2000), (...[granted, credits, a, b]) => {
      const level = (remaining: number) => rank[readLevel({ granted, credits, remaining })];
      expect(level(Math.min(a, b))).toBeLessThanOrEqual(level(Math.max(a, b)));
    }),
  );
});
