import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemRuntime } from '../runtime/runtime.ts';
import { boundRound } from './bounded-round.ts';

const DEADLINE = 10_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});
const bound = (round: () => Promise<boolean>) => boundRound('flush', { round, runtime: systemRuntime });

describe('a round', () => {
  it('gives what it found, and leaves no timer', async () => {
    expect(await bound(async () => true)(DEADLINE)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('the store is away'))],
    [
      'throws at once',
      () => {
        throw new Error('the store is away');
      },
    ],
  ])('that %s fails like any other, and the next one begins', async (_how, fail) => {
    let round: () => Promise<boolean> = fail;
    const run = bound(() => round());
    await expect(run(DEADLINE)).rejects.toThrow('the store is away');
    round = async () => false;
    expect(await run(DEADLINE)).toBe(false);
  });

  it('that hangs is left behind at its deadline, by name', async () => {
    const failed = expect(bound(never)(DEADLINE)).rejects.toThrow('"flush" did not end within 10000 ms');
    await vi.advanceTimersByTimeAsync(DEADLINE);
    await failed;
  });

  it('that hangs for good is followed by one other a minute, so that neither rounds nor waits pile up', async () => {
    let begun = 0;
    const run = bound(() => {
      begun += 1;
      return never();
    });
    const ends: Promise<unknown>[] = [];
    for (let second = 0; second < 600; second += 1) {
      if (second % 10 === 0) ends.push(run(DEADLINE).catch(() => 'late'));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(begun).toBeLessThanOrEqual(10);
    expect(begun).toBeGreaterThan(5);
    await vi.advanceTimersByTimeAsync(DEADLINE);
    await Promise.all(ends);
  });

  it('that came to its end after all lets the next one begin at once', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let round: () => Promise<boolean> = () => promise;
    const run = bound(() => round());
    const late = run(DEADLINE).catch(() => 'late');
    await vi.advanceTimersByTimeAsync(DEADLINE);
    expect(await late).toBe('late');
    resolve(false);
    await vi.advanceTimersByTimeAsync(0);
    round = async () => true;
    expect(await run(DEADLINE)).toBe(true);
  });
});
