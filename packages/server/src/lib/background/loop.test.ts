import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemRuntime } from '../runtime/runtime.ts';
import { createLoop } from './loop.ts';

const INTERVAL = 1000;

interface Round {
  end(more?: boolean): void;
  fail(error: unknown): void;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A loop whose rounds end when the test says so. */
function setUp() {
  const rounds: Round[] = [];
  const errors: unknown[] = [];
  let running = 0;
  let most = 0;
  const loop = createLoop({
    ...{ runtime: systemRuntime, intervalMs: INTERVAL, onError: (error: unknown) => void errors.push(error) },
    round() {
      running += 1;
      most = Math.max(most, running);
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      rounds.push({ end: (more = false) => resolve(more), fail: reject });
      return promise.finally(() => {
        running -= 1;
      });
    },
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const last = () => rounds.at(-1) ?? expect.fail('no round began');
  return {
    ...{ loop, errors, settle, last, begun: () => rounds.length, most: () => most },
    async end(more?: boolean) {
      last().end(more);
      await settle();
    },
  };
}

describe('a loop', () => {
  it('does nothing before it starts, even when it is woken', async () => {
    const { loop, begun } = setUp();
    loop.wake();
    await vi.advanceTimersByTimeAsync(5 * INTERVAL);
    expect(begun()).toBe(0);
  });

  it('begins at once and again after each pause', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    expect(begun()).toBe(1);
    await end();
    await vi.advanceTimersByTimeAsync(INTERVAL - 1);
    expect(begun()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun()).toBe(2);
  });

  it('never runs two rounds at once, however long they take and however often it is woken or started', async () => {
    const { loop, begun, most, end } = setUp();
    loop.start();
    for (let at = 0; at < 10; at += 1) {
      loop.wake();
      loop.start();
      await vi.advanceTimersByTimeAsync(2 * INTERVAL);
    }
    expect(begun()).toBe(1);
    await end();
    expect(begun()).toBe(2);
    expect(most()).toBe(1);
  });

  it('that is woken during a round runs one more, since the round may have missed what came', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    loop.wake();
    loop.wake();
    await end();
    expect(begun()).toBe(2);
    await end();
    expect(begun()).toBe(2);
  });

  it('that is woken in a pause looks at once, and pauses in full afterwards', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    await end();
    await vi.advanceTimersByTimeAsync(INTERVAL / 2);
    loop.wake();
    expect(begun()).toBe(2);
    await end();
    await vi.advanceTimersByTimeAsync(INTERVAL - 1);
    expect(begun()).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun()).toBe(3);
  });

  it('goes on without a pause while more is waiting', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    await end(true);
    await end(true);
    await end(false);
    expect(begun()).toBe(3);
  });

  it('outlives a failure, tells of it and comes back after the pause', async () => {
    const { loop, begun, last, errors, settle } = setUp();
    loop.start();
    last().fail('the store is away');
    await settle();
    expect(errors).toEqual(['the store is away']);
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(begun()).toBe(2);
  });

  it('that stops waits for its round and begins no other, whatever waits', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    loop.wake();
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(stopped).toBe(false);
    await end(true);
    await stopping;
    loop.wake();
    await vi.advanceTimersByTimeAsync(5 * INTERVAL);
    expect(begun()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops in a pause at once and leaves no timer', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    await end();
    await loop.stop();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(5 * INTERVAL);
    expect(begun()).toBe(1);
  });

  it('can start again', async () => {
    const { loop, begun, end } = setUp();
    loop.start();
    await end();
    await loop.stop();
    loop.start();
    expect(begun()).toBe(2);
  });

  it('outlives a round that throws before it waits for anything', async () => {
    const errors: unknown[] = [];
    let begun = 0;
    const loop = createLoop({
      ...{ runtime: systemRuntime, intervalMs: INTERVAL, onError: (error: unknown) => void errors.push(error) },
      round() {
        begun += 1;
        throw new Error('at once');
      },
    });
    loop.start();
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(begun).toBe(2);
    expect(errors).toHaveLength(2);
    await loop.stop();
  });
});
