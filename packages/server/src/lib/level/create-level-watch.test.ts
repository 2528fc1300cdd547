import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOOK_MS, listen, openInstance, pass } from '../journeys/level-world.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { LevelChange } from './level-change.ts';

const RETRY_MS = 30_000;
const START = Date.parse('2026-11-20T12:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

describe('a change of level', () => {
  it('is told once, within a second or two, with the balance and a key of its own', async () => {
    const { told, hook } = listen();
    const { spend } = openInstance(hook);
    await spend(80);
    await pass(2 * LOOK_MS);
    expect(told).toEqual([]);
    await spend(1);
    await pass(2 * LOOK_MS);
    await spend(19);
    await pass(2 * LOOK_MS);
    await spend(1, 'images');
    await pass(10 * RETRY_MS);
    expect(told).toEqual([
      {
        customerId: 'acme',
        meter: 'tokens',
        level: 'low',
        threshold: 0.2,
        balance: expect.objectContaining({ remaining: 19 }),
        key: expect.any(String),
      },
      {
        customerId: 'acme',
        meter: 'tokens',
        level: 'exhausted',
        threshold: 0,
        balance: expect.objectContaining({ used: 100 }),
        key: expect.any(String),
      },
    ]);
    expect(new Set(told.map(({ key }) => key)).size).toBe(2);
  });

  it('is told at each threshold that a host has set, once, and at nothing in any case', async () => {
    const { told, hook } = listen();
    const { spend } = openInstance(hook, undefined, [0.5, 0.2, 0.05]);
    for (let turn = 0; turn < 100; turn += 1) {
      await spend(1);
      await pass(2 * LOOK_MS);
    }
    expect(told.map(({ level, threshold, balance }) => [level, threshold, balance.remaining])).toEqual([
      ['low', 0.5, 49],
      ['low', 0.2, 19],
      ['low', 0.05, 4],
      ['exhausted', 0, 0],
    ]);
    expect(new Set(told.map(({ key }) => key)).size).toBe(4);
  });

  it('is told as it is when it is looked at: what was passed in between is no news any more', async () => {
    const { levels, hook } = listen();
    const { spend } = openInstance(hook);
    for (let turn = 0; turn < 10; turn += 1) await spend(10);
    await pass(2 * LOOK_MS);
    expect(levels()).toEqual(['exhausted']);
  });

  it('back to good is told after a bad one: by credits at once, by a new window with the next round', async () => {
    const { levels, hook } = listen();
    const { spend, grant, know, levels: watch } = openInstance(hook);
    await know();
    await spend(100);
    await pass(2 * LOOK_MS);
    await grant(50);
    await pass(2 * LOOK_MS);
    await spend(1);
    await pass(2 * LOOK_MS);
    expect(levels()).toEqual(['exhausted', 'ok']);
    vi.setSystemTime(Date.parse('2026-12-01T00:00:00Z'));
    await watch.round();
    await spend(100);
    await pass(2 * LOOK_MS);
    expect(levels()).toEqual(['exhausted', 'ok']);
  });

  it('is told again in a new window, with another key', async () => {
    const { told, levels, hook } = listen();
    const { spend, know, levels: watch } = openInstance(hook);
    await know();
    await spend(90);
    await pass(2 * LOOK_MS);
    vi.setSystemTime(Date.parse('2026-12-01T00:00:00Z'));
    await spend(90);
    await watch.round();
    await watch.round();
    expect(levels()).toEqual(['low', 'low']);
    expect(told[0]?.key).not.toBe(told[1]?.key);
    vi.setSystemTime(Date.parse('2027-01-01T00:00:00Z'));
    await watch.round();
    expect(levels()).toEqual(['low', 'low', 'ok']);
  });

  it('is not told of units that are only held', async () => {
    const { levels, hook } = listen();
    const { reserve, know, levels: watch } = openInstance(hook);
    await know();
    await reserve(100);
    await pass(2 * LOOK_MS);
    await watch.round();
    expect(levels()).toEqual([]);
  });
});

describe('a host that does not take it', () => {
  it('is told again with the same key until it does, and an operator hears of it', async () => {
    const tries: LevelChange[] = [];
    let away = true;
    const { spend, alerts } = openInstance(async (change) => {
      tries.push(change);
      if (away) throw new Error('the mail service is away');
    });
    await spend(90);
    await pass(2 * RETRY_MS);
    expect(tries.length).toBeGreaterThan(1);
    away = false;
    await pass(2 * RETRY_MS);
    const until = tries.length;
    await pass(4 * RETRY_MS);
    expect(tries).toHaveLength(until);
    expect(new Set(tries.map(({ key }) => key)).size).toBe(1);
    expect(alerts).toContain('level_change_failed');
  });

  it('hears from another instance, with the same key, when the one that told it died', async () => {
    const keys: string[] = [];
    const first = openInstance((change) => {
      keys.push(change.key);
      return new Promise(() => {});
    });
    const second = openInstance(({ key }) => void keys.push(key), first.store);
    await first.know();
    await first.spend(90);
    await pass(1.5 * LOOK_MS);
    await second.levels.round();
    expect(keys).toHaveLength(1);
    vi.setSystemTime(Date.now() + RETRY_MS);
    await second.levels.round();
    await second.levels.round();
    expect(keys).toEqual([keys[0], keys[0]]);
  });
});

describe('several instances', () => {
  it('tell one change once', async () => {
    const { levels, hook } = listen();
    const first = openInstance(hook);
    const others = [openInstance(hook, first.store), openInstance(hook, first.store)];
    await first.know();
    for (const instance of [first, ...others]) await instance.spend(30);
    await pass(2 * LOOK_MS);
    await Promise.all([first, ...others].map((instance) => instance.levels.round()));
    await pass(2 * RETRY_MS);
    expect(levels()).toEqual(['low']);
  });

  it('never tell what is older than what the host knows, however long one of them stalls', async () => {
    const { levels, hook } = listen();
    const [slow, fast] = [memoryStore({ now: () => Date.now() }), listen()];
    const stalling = openInstance(hook, slow);
    await stalling.know();
    await stalling.spend(85);
    const held = Promise.withResolvers<void>();
    const { readAccounts } = slow.ledger;
    vi.spyOn(slow.ledger, 'readAccounts').mockImplementationOnce(async (keys) => {
      const accounts = await readAccounts(keys);
      await held.promise;
      return accounts;
    });
    const stalled = stalling.levels.round();
    await pass(0);
    const other = openInstance(fast.hook, slow);
    await other.spend(15);
    await other.levels.round();
    held.resolve();
    await stalled;
    expect([fast.levels(), levels()]).toEqual([['exhausted'], []]);
  });

  it('find with the next round what another one used', async () => {
    const { levels, hook } = listen();
    const watching = openInstance(hook);
    await watching.know();
    const window = 'month:2026-11';
    await watching.store.ledger.apply([
      {
        ...{ kind: 'spend', customerId: 'acme', userId: null, meter: 'tokens', units: 100, id: 'elsewhere', eventId: 'event' },
        policy: { limits: [{ window, units: 100 }], overage: 'block' },
      },
    ]);
    await watching.levels.round();
    expect(levels()).toEqual(['exhausted']);
  });
});
