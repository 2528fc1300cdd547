import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, type Figure, judgeDrift } from './judge-drift.ts';

const WINDOW = 'period:2026-11-01T00:00:00.000Z';
const figure = (committed: number, offset: number | null = null): Figure => ({ window: WINDOW, committed, offset, drift: 0 });
const judge = (settled: Figure, now: Pick<Evidence, 'committed' | 'counted'> & Partial<Evidence>) =>
  judgeDrift({ settled, fresh: true, refundable: false, ...now });

describe('a provider that counts from the start of the window', () => {
  it.each<[what: string, figures: readonly [settled: number, committed: number, counted: number, drift: number]]>([
    ['agrees', [10, 10, 10, 0]],
    ['has nothing to count', [0, 0, 0, 0]],
    ['lags behind what is new', [10, 30, 10, 0]],
    ['is half way', [10, 30, 17, 0]],
    ['knows all that is new', [10, 30, 30, 0]],
    ['does not know what it was told of long ago', [10, 30, 9, -1]],
    ['lost everything', [10, 10, 0, -10]],
    ['counted more than was ever committed', [10, 30, 31, 1]],
    ['counted what was given back here since', [10, 6, 8, 0]],
    ['counted more than was there before it was given back', [10, 6, 11, 1]],
  ])('that %s', (_what, [settled, committed, counted, drift]) => {
    expect(judge(figure(settled), { committed, counted })).toEqual({ window: WINDOW, committed, offset: 0, drift });
  });

  it('may have counted more of what can be given back here, never less', () => {
    expect(judge(figure(10), { committed: 10, counted: 15, refundable: true }).drift).toBe(0);
    expect(judge(figure(10), { committed: 10, counted: 5, refundable: true }).drift).toBe(-5);
  });
});

describe('a provider that counts on over windows', () => {
  const fresh = false;

  it('is compared from the first time that the customer was quiet', () => {
    const busy = judge(figure(10), { committed: 12, counted: 110, fresh });
    expect(busy).toMatchObject({ offset: null, drift: 0 });
    const quiet = judge(busy, { committed: 12, counted: 112, fresh });
    expect(quiet).toMatchObject({ offset: 100, drift: 0 });
    expect(judge({ ...quiet, committed: 20 }, { committed: 25, counted: 117, fresh }).drift).toBe(-3);
  });

  it('keeps what was learned when the meter gets a price in the middle of a window', () => {
    expect(judge(figure(12, 100), { committed: 12, counted: 112 })).toMatchObject({ offset: 100, drift: 0 });
  });
});

it('no honest provider ever drifts, however it lags; one that lost or invented units beyond the range always does', () => {
  const unit = fc.nat(1_000_000);
  const given = fc.record({
    settled: unit,
    more: unit,
    lag: fc.double({ min: 0, max: 1, noNaN: true }),
    wrong: fc.integer({ min: 1, max: 1000 }),
  });
  fc.assert(
    fc.property(given, ({ settled, more, lag, wrong }) => {
      const committed = settled + more;
      const driftAt = (counted: number) => judge(figure(settled), { committed, counted }).drift;
      expect(driftAt(settled + Math.floor(more * lag))).toBe(0);
      expect(driftAt(settled - wrong)).toBe(-wrong);
      expect(driftAt(committed + wrong)).toBe(wrong);
    }),
  );
});
