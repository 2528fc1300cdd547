import { describe, expect, it } from 'vitest';
import { defaultSettings, readSettings, type Settings } from './settings.ts';

function problemsOf(chosen: unknown): string[] {
  try {
    readSettings(chosen as Partial<Settings>);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return String(error).split('\n- ').slice(1);
  }
  return [];
}

const WRONG_SHARES = 'warnAt must be a list of at most 10 numbers from 0 to 1';

describe('settings', () => {
  it('are the defaults when nothing is chosen', () => {
    expect(readSettings()).toEqual(defaultSettings);
    expect(readSettings({})).toEqual(defaultSettings);
  });

  it('take what is chosen and keep the rest', () => {
    expect(readSettings({ pastDueGraceMs: 0, downgrade: 'now', warnAt: [], standingCacheMs: 0 })).toEqual({
      ...defaultSettings,
      ...{ pastDueGraceMs: 0, downgrade: 'now', warnAt: [], standingCacheMs: 0 },
    });
  });

  it.each<[chosen: object, problem: string]>([
    [{ keepLastKnownMs: -1 }, 'keepLastKnownMs must be a whole number of milliseconds, 0 or more'],
    [{ probeIntervalMs: 1.5 }, 'probeIntervalMs must be a whole number of milliseconds, 1 or more'],
    [{ pastDueGraceMs: '7 days' }, 'pastDueGraceMs must be a whole number of milliseconds, 0 or more'],
    [{ drainIntervalMs: Number.NaN }, 'drainIntervalMs must be a whole number of milliseconds, 1 or more'],
    [{ storeDeadlineMs: Number.POSITIVE_INFINITY }, 'storeDeadlineMs must be a whole number of milliseconds, 1 or more'],
    [{ flushIntervalMs: null }, 'flushIntervalMs must be a whole number of milliseconds, 1 or more'],
    [{ downgrade: 'never' }, 'downgrade must be "period_end" or "now"'],
    [{ standingCacheMs: -1 }, 'standingCacheMs must be a whole number of milliseconds, 0 or more'],
    [{ warnAt: [1.01] }, WRONG_SHARES],
    [{ warnAt: [0.2, -0.1] }, WRONG_SHARES],
    [{ warnAt: ['20%'] }, WRONG_SHARES],
    [{ warnAt: [Number.NaN] }, WRONG_SHARES],
    [{ warnAt: 0.2 }, WRONG_SHARES],
    [{ warnAt: Array.from({ length: 11 }, () => 0.5) }, WRONG_SHARES],
  ])('%j are refused with what would be right', (chosen, problem) => {
    expect(problemsOf(chosen)).toEqual([problem]);
  });

  it('are refused with every problem at once', () => {
    expect(problemsOf({ warnAt: 2, downgrade: 'never', keepLastKnownMs: -1, pastDueGraceMs: 0 })).toHaveLength(3);
  });

  it('that would spin or end at once are refused: an interval and a deadline are at least a millisecond', () => {
    for (const name of ['drainIntervalMs', 'flushIntervalMs', 'probeIntervalMs', 'storeDeadlineMs', 'reservationTtlMs']) {
      expect(problemsOf({ [name]: 0 })).toEqual([expect.stringContaining(name)]);
    }
  });
});
