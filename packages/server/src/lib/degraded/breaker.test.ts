import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerEvent, closedBreaker, FAILURES_TO_OPEN, nextBreaker } from './breaker.ts';

const breakerAfter = (...events: BreakerEvent[]) => events.reduce(nextBreaker, closedBreaker);
const times = (count: number): BreakerEvent[] => Array.from({ length: count }, () => 'failed');

const events = fc.array(fc.constantFrom<BreakerEvent>('succeeded', 'failed', 'probe-succeeded', 'probe-failed'), { maxLength: 30 });

describe('a breaker', () => {
  it.each<[events: BreakerEvent[], open: boolean]>([
    [[], false],
    [times(FAILURES_TO_OPEN - 1), false],
    [times(FAILURES_TO_OPEN), true],
    [[...times(FAILURES_TO_OPEN - 1), 'succeeded', ...times(FAILURES_TO_OPEN - 1)], false],
    [[...times(FAILURES_TO_OPEN - 1), 'probe-succeeded', 'failed'], false],
    [['probe-failed'], true],
    [['probe-failed', 'probe-failed'], true],
    [['probe-failed', 'probe-succeeded'], false],
    [[...times(FAILURES_TO_OPEN), 'probe-succeeded'], false],
    [[...times(FAILURES_TO_OPEN), 'probe-succeeded', ...times(FAILURES_TO_OPEN - 1)], false],
    // A late answer of a call from before it opened proves nothing about now.
    [[...times(FAILURES_TO_OPEN), 'succeeded'], true],
    [['probe-failed', 'succeeded', 'succeeded'], true],
    [['probe-failed', 'failed'], true],
  ])('after %j is open: %s', (given, open) => {
    expect(breakerAfter(...given).open).toBe(open);
  });

  it('opens after three failures in a row, and not before', () => {
    expect(FAILURES_TO_OPEN).toBe(3);
  });

  it('never stays open once a probe succeeded, whatever happened before', () => {
    fc.assert(fc.property(events, (past) => !breakerAfter(...past, 'probe-succeeded').open));
  });

  it('is open whenever a probe failed or three calls failed in a row since the last success', () => {
    fc.assert(
      fc.property(events, (past) => {
        expect(breakerAfter(...past, 'probe-failed').open).toBe(true);
        expect(breakerAfter(...past, ...times(FAILURES_TO_OPEN)).open).toBe(true);
      }),
    );
  });

  it('once open is closed by nothing but a probe', () => {
    const calls = fc.array(fc.constantFrom<BreakerEvent>('succeeded', 'failed', 'probe-failed'));
    fc.assert(fc.property(calls, (later) => breakerAfter('probe-failed', ...later).open));
  });
});
