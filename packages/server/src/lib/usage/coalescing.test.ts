import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Coalescer, createCoalescer } from '../ledger/coalescer.ts';
import type { GrantCommand, LedgerCommand } from '../ledger/command.ts';
import type { LedgerResult } from '../ledger/result.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { LedgerStore } from '../store.ts';

const DEADLINE_MS = 5000;

interface Batch {
  readonly ids: string[];
  answer(results?: readonly LedgerResult[]): void;
  fail(error: unknown): void;
}

let batches: Batch[] = [];
let coalescer: Coalescer;

beforeEach(() => {
  vi.useFakeTimers();
  batches = [];
  coalescer = createCoalescer(ledger, { runtime: systemRuntime, deadlineMs: DEADLINE_MS });
});
afterEach(() => void vi.useRealTimers());

const commandOf = (id: string): GrantCommand => ({ kind: 'grant', customerId: 'acme', meter: 'tokens', units: 1, id });

/** An answer that is told apart by its command's id. */
const resultOf = ({ id }: Pick<LedgerCommand, 'id'>): LedgerResult => ({
  ok: false,
  reason: 'limit_reached',
  needed: 1,
  remaining: 0,
  window: id,
});

const ledger: LedgerStore = {
  ...memoryStore().ledger,
  apply(commands) {
    const { promise, resolve, reject } = Promise.withResolvers<readonly LedgerResult[]>();
    batches.push({ ids: commands.map(({ id }) => id), answer: (results) => resolve(results ?? commands.map(resultOf)), fail: reject });
    return promise;
  },
};

const submit = (...ids: string[]) => ids.map((id) => outcomeOf(coalescer.submit(commandOf(id))));
const outcomeOf = (submitted: Promise<LedgerResult>): Promise<string> =>
  submitted.then(
    (result) => (!result.ok && result.reason === 'limit_reached' ? result.window : JSON.stringify(result)),
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const settle = () => vi.advanceTimersByTimeAsync(0);
const batch = (index: number): Batch => batches[index] ?? expect.fail(`there is no batch ${index}`);
const names = (count: number, prefix = 'c') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('commands to the ledger', () => {
  it('go at once when nothing is under way', () => {
    void coalescer.submit(commandOf('a'));
    expect(batches.map(({ ids }) => ids)).toEqual([['a']]);
  });

  it('that come while a batch is under way go together, in their order, in the next one', async () => {
    const outcomes = submit('a', 'b', 'c');
    outcomes.push(...submit('d'));
    expect(batches).toHaveLength(1);
    batch(0).answer();
    await settle();
    expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c', 'd']]);
    batch(1).answer();
    expect(await Promise.all(outcomes)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('each get their own answer, a refusal among them', async () => {
    const outcomes = submit('a', 'b', 'c');
    batch(0).answer();
    await settle();
    batch(1).answer([{ ok: false, reason: 'conflict' }, resultOf({ id: 'c' })]);
    expect(await Promise.all(outcomes)).toEqual(['a', '{"ok":false,"reason":"conflict"}', 'c']);
  });

  it('never go in more than one batch at a time, nor more than 256 at once', async () => {
    const outcomes = submit('first', ...names(600));
    let most = 0;
    for (let at = 0; at < batches.length; at += 1) {
      expect(batches).toHaveLength(at + 1);
      most = Math.max(most, batch(at).ids.length);
      batch(at).answer();
      await settle();
    }
    expect(most).toBe(256);
    expect(batches.flatMap(({ ids }) => ids)).toEqual(['first', ...names(600)]);
    expect(await Promise.all(outcomes)).toHaveLength(601);
  });

  it('fail with their own batch alone, and those after it go on', async () => {
    const outcomes = submit('a', 'b', 'c');
    batch(0).answer();
    await settle();
    outcomes.push(...submit('d'));
    batch(1).fail(new Error('disk full'));
    await settle();
    batch(2).answer();
    expect(await Promise.all(outcomes)).toEqual(['a', 'disk full', 'disk full', 'd']);
  });

  it('go on after a store that threw before it waited for anything', async () => {
    const broken: LedgerStore = {
      ...ledger,
      apply() {
        throw new Error('at once');
      },
    };
    const own = createCoalescer(broken, { runtime: systemRuntime, deadlineMs: DEADLINE_MS });
    expect(await outcomeOf(own.submit(commandOf('a')))).toBe('at once');
    expect(await outcomeOf(own.submit(commandOf('b')))).toBe('at once');
  });

  it('without an answer among those of their batch are rejected, not lost', async () => {
    const outcomes = submit('a');
    batch(0).answer([]);
    expect(await Promise.all(outcomes)).toEqual(['store_unavailable']);
  });

  it('wait no longer than the deadline, those in the queue too', async () => {
    const outcomes = submit('a', 'b');
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1);
    outcomes.push(...submit('late'));
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(outcomes.slice(0, 2))).toEqual(['store_unavailable', 'store_unavailable']);
    batch(0).answer();
    await settle();
    batch(1).answer();
    expect(await outcomes[2]).toBe('late');
  });

  it('go on after a batch that is never answered: it is given up when nobody waits for it any more', async () => {
    const lost = submit('a');
    await vi.advanceTimersByTimeAsync(1000);
    const waiting = submit('b');
    await vi.advanceTimersByTimeAsync(DEADLINE_MS - 1000);
    expect(await lost[0]).toBe('store_unavailable');
    expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
    batch(1).answer();
    expect(await waiting[0]).toBe('b');
    batch(0).answer();
    await settle();
    const next = submit('c');
    batch(2).answer();
    expect(await next[0]).toBe('c');
    await coalescer.idle();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that waited in vain are never given to the store', async () => {
    const outcomes = submit('a', 'b');
    await vi.advanceTimersByTimeAsync(DEADLINE_MS);
    expect(await Promise.all(outcomes)).toEqual(['store_unavailable', 'store_unavailable']);
    await settle();
    expect(batches.map(({ ids }) => ids)).toEqual([['a']]);
  });

  it('of callers who were answered together and go on at once make one batch again', async () => {
    const again = async (id: string) => {
      await outcomeOf(coalescer.submit(commandOf(id)));
      for (let step = 0; step < 30; step += 1) await Promise.resolve();
      return await outcomeOf(coalescer.submit(commandOf(`${id}-again`)));
    };
    const first = submit('first');
    const callers = names(5).map(again);
    batch(0).answer();
    await settle();
    batch(1).answer();
    await settle();
    expect(batch(2).ids).toEqual(names(5).map((id) => `${id}-again`));
    batch(2).answer();
    await Promise.all([...first, ...callers]);
  });

  it('leave no timer behind', async () => {
    const outcomes = submit('a');
    batch(0).answer();
    await Promise.all(outcomes);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('beyond 20,000 that wait are refused at once with a time to come back', async () => {
    const outcomes = submit('first', ...names(20_000));
    await expect(coalescer.submit(commandOf('too-many'))).rejects.toMatchObject({ code: 'store_unavailable', retryAfterMs: 1000 });
    for (let at = 0; at < batches.length; at += 1) {
      batch(at).answer();
      await settle();
    }
    expect(await Promise.all(outcomes)).not.toContain('store_unavailable');
  });

  it('are all over when it is idle', async () => {
    const outcomes = submit('a', 'b');
    let idle = false;
    const waiting = coalescer.idle().then(() => {
      idle = true;
    });
    batch(0).answer();
    await settle();
    expect(idle).toBe(false);
    batch(1).answer();
    await waiting;
    expect(await Promise.all(outcomes)).toEqual(['a', 'b']);
    await coalescer.idle();
  });
});

describe('commands to a ledger that takes several batches at once', () => {
  beforeEach(() => {
    coalescer = createCoalescer({ ...ledger, batching: { largest: 4, atOnce: 2 } }, { runtime: systemRuntime, deadlineMs: DEADLINE_MS });
  });

  it('are given in their order, in no more batches than it takes', async () => {
    const outcomes = submit('a', 'b', ...names(10));
    expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
    for (let at = 0; at < batches.length; at += 1) {
      batch(at).answer();
      await settle();
      expect(batches.length - at).toBeLessThanOrEqual(3);
    }
    expect(batches.flatMap(({ ids }) => ids)).toEqual(['a', 'b', ...names(10)]);
    expect(await Promise.all(outcomes)).toEqual(['a', 'b', ...names(10)]);
  });

  it('share what waits between the batches that may go', async () => {
    void submit('a', 'b', ...names(3));
    batch(0).answer();
    batch(1).answer();
    await settle();
    expect(batch(2).ids).toEqual(names(3));
    batch(2).answer();
    for (let step = 0; step < 10; step += 1) await Promise.resolve();
    void submit(...names(6, 'next'));
    await settle();
    expect(batches.slice(3).map(({ ids }) => ids.length)).toEqual([3, 3]);
  });

  it('do not go alone beside a large batch', async () => {
    void submit('a', 'b', ...names(4));
    batch(0).answer();
    await settle();
    expect(batch(2).ids).toEqual(names(4));
    batch(1).answer();
    const alone = submit('alone');
    await settle();
    expect(batches).toHaveLength(3);
    batch(2).answer();
    await settle();
    batch(3).answer();
    expect(await alone[0]).toBe('alone');
  });
});
