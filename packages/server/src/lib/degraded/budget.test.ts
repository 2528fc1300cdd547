import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemRuntime } from '../runtime/runtime.ts';
import { createBudget } from './budget.ts';

const LIMIT = 500;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = () => createBudget({ runtime: systemRuntime, requestsPerMinute: LIMIT });
type Budget = ReturnType<typeof open>;

/** Background work that makes calls of so many requests, one after another, for as long as it is let. Gives how many requests it made. */
function work(budget: Budget, requests: number) {
  let made = 0;
  const run = async () => {
    for (;;) {
      try {
        await budget.turn(requests);
        budget.spend(requests);
        made += requests;
      } catch {
        // Put off: it asks again at once, as the rudest of workers.
      }
    }
  };
  void run();
  return () => made;
}

describe('background work', () => {
  it('goes at once while there is room', async () => {
    const budget = open();
    await budget.turn(3);
    budget.spend(3);
    expect(budget.summary()).toEqual({ requestsPerMinute: LIMIT, left: 47, waiting: 0 });
  });

  it.each([1, 8, 40])('of %i workers together leaves a fifth of the limit to people in every minute', async (workers) => {
    const budget = open();
    const counts = Array.from({ length: workers }, (_, at) => work(budget, (at % 3) + 1));
    const made = () => counts.reduce((sum, count) => sum + count(), 0);
    const perSecond: number[] = [];
    for (let second = 0; second < 180; second += 1) {
      const before = made();
      await vi.advanceTimersByTimeAsync(1000);
      perSecond.push(made() - before);
    }
    const minutes = perSecond.slice(59).map((_, at) => perSecond.slice(at, at + 60).reduce((sum, count) => sum + count, 0));
    expect(Math.max(...minutes)).toBeLessThanOrEqual(LIMIT * 0.8);
    expect(Math.min(...minutes)).toBeGreaterThan(LIMIT * 0.6);
  });

  it('makes room for people: what they use, it does not', async () => {
    const budget = open();
    const made = work(budget, 3);
    for (let second = 0; second < 60; second += 1) {
      budget.spend(5);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(made()).toBeLessThanOrEqual(LIMIT * 0.8 - 300);
    expect(made()).toBeGreaterThan(0);
  });

  it('goes on within two minutes after the greatest rush of people', async () => {
    const budget = open();
    for (let call = 0; call < 100_000; call += 1) budget.spend(3);
    const made = work(budget, 3);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(made()).toBeGreaterThan(0);
  });

  it('is put off rather than kept waiting for long, and told when to come back', async () => {
    const budget = open();
    budget.spend(200);
    const asked = expect(budget.turn(3)).rejects.toMatchObject({ code: 'provider_unavailable', retryAfterMs: expect.any(Number) });
    expect(budget.summary()).toMatchObject({ waiting: 1 });
    await vi.advanceTimersByTimeAsync(5_000);
    await asked;
    expect(budget.summary()).toMatchObject({ waiting: 0 });
  });

  it('goes in the order of asking, and what goes first before all others', async () => {
    const budget = open();
    budget.spend(60);
    const order: string[] = [];
    const ask = (name: string, first = false) => budget.turn(1, { first }).then(() => void order.push(name));
    const all = [ask('one'), ask('two'), ask('usage', true)];
    await vi.advanceTimersByTimeAsync(4_000);
    await Promise.all(all);
    expect(order).toEqual(['usage', 'one', 'two']);
  });

  it('waits when the provider asks to slow down, whatever is left', async () => {
    const budget = open();
    budget.pause(3_000);
    let went = false;
    const turn = budget.turn(1).then(() => {
      went = true;
    });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(went).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await turn;
  });

  it('leaves no timer when nobody waits', async () => {
    const budget = open();
    budget.spend(60);
    const turn = budget.turn(1);
    await vi.advanceTimersByTimeAsync(5_000);
    await turn;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gets its turn under the smallest limit too', async () => {
    const budget = createBudget({ runtime: systemRuntime, requestsPerMinute: 1 });
    await expect(budget.turn(3)).resolves.toBeUndefined();
  });
});
