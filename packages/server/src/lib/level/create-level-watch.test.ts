import { defineCatalog } from '@plimsoll/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Context } from '../context.ts';
import type { Policy } from '../ledger/command.ts';
import { silentLogger } from '../logger.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store.ts';
import { createLevelWatch } from './create-level-watch.ts';
import type { LevelChange, OnLevelChange } from './level-change.ts';

const LOOK_MS = 1000;
const RETRY_MS = 30_000;
const START = Date.parse('2026-11-20T12:00:00Z');
const catalog = defineCatalog({
  meters: {
    tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
    images: { name: 'Images', unit: { one: 'image', other: 'images' } },
  },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 100, images: 'unlimited' } } },
  fallbackTier: 'free',
});

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

/** One instance of an engine, as far as levels go, over a store that it may share. */
function openInstance(hook: OnLevelChange, store: Store = memoryStore({ now: () => Date.now() })) {
  const alerts: string[] = [];
  const asked = vi.spyOn(store.ledger, 'readAccounts');
  const context = {
    ...{ catalog, store, runtime: systemRuntime, logger: silentLogger, settings: { lowShare: 0.2, pastDueGraceMs: 0 } },
    alert: ({ code }: { code: string }) => void alerts.push(code),
  } as unknown as Context;
  const levels = createLevelWatch(() => context, hook);

  /** What `usage` does: gives a command to the ledger and notes its answer. */
  async function apply(command: Parameters<Store['ledger']['apply']>[0][number]): Promise<void> {
    const [result] = await store.ledger.apply([command]);
    if (result?.ok !== true) throw new Error('The ledger refused.');
    levels.note(result.entry);
  }
  const subject = (units: number, meter = 'tokens') => {
    const window = `month:${new Date().toISOString().slice(0, 7)}`;
    const policy: Policy = { limits: [{ window, units: meter === 'images' ? null : 100 }], overage: 'block' };
    return { customerId: 'acme', userId: null, meter, units, id: crypto.randomUUID(), policy };
  };
  return {
    ...{ store, levels, alerts, looks: () => asked.mock.calls.length },
    spend: (units: number, meter?: string) => apply({ ...subject(units, meter), kind: 'spend', eventId: crypto.randomUUID() }),
    reserve: (units: number) => apply({ ...subject(units), kind: 'reserve', ttlMs: 900_000 }),
    grant: (units: number) => apply({ kind: 'grant', customerId: 'acme', meter: 'tokens', units, id: crypto.randomUUID() }),
    async know() {
      const snapshot = { customerId: 'acme', provider: 'stub', providerCustomerId: null, rows: [], syncedAt: null, revision: 0 };
      await store.snapshots.write(snapshot, 0);
    },
  };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const listen = () => {
  const told: LevelChange[] = [];
  return { told, hook: (change: LevelChange) => void told.push(change), levels: () => told.map(({ level }) => level) };
};

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
      { customerId: 'acme', meter: 'tokens', level: 'low', balance: expect.objectContaining({ remaining: 19 }), key: expect.any(String) },
      { customerId: 'acme', meter: 'tokens', level: 'exhausted', balance: expect.objectContaining({ used: 100 }), key: expect.any(String) },
    ]);
    expect(new Set(told.map(({ key }) => key)).size).toBe(2);
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

describe('what it costs', () => {
  it('is one look for a burst, and a comparison in memory while the next level is far', async () => {
    const { spend, looks } = openInstance(() => {});
    for (let turn = 0; turn < 10; turn += 1) await spend(1);
    expect(looks()).toBe(0);
    await pass(2 * LOOK_MS);
    expect(looks()).toBe(1);
    for (let turn = 0; turn < 15; turn += 1) {
      await spend(1);
      await pass(LOOK_MS);
    }
    await pass(2 * LOOK_MS);
    expect(looks()).toBe(1);
  });

  it('is nothing more for a meter without a limit, or one that is exhausted', async () => {
    const { spend, looks, levels } = openInstance(() => {});
    await spend(1, 'images');
    await spend(100);
    await pass(2 * LOOK_MS);
    for (let turn = 0; turn < 100; turn += 1) await spend(1000, 'images');
    levels.note({ customerId: 'acme', meter: 'tokens', kind: 'record', state: 'committed', units: 50 });
    await pass(10 * LOOK_MS);
    expect(looks()).toBe(1);
  });

  it('is at most one look in a second and a half, however near the level is', async () => {
    const { spend, looks } = openInstance(() => {});
    await spend(70);
    await pass(2 * LOOK_MS);
    for (let turn = 0; turn < 30; turn += 1) {
      await spend(1);
      await pass(100);
    }
    await pass(2 * LOOK_MS);
    expect(looks()).toBeLessThanOrEqual(1 + 4);
  });

  it('survives a store that is away, and looks again with the next usage', async () => {
    const { levels, hook } = listen();
    const { spend, store } = openInstance(hook);
    const read = vi.spyOn(store.records, 'read').mockRejectedValueOnce(new Error('the store is away'));
    await spend(95);
    await pass(2 * LOOK_MS);
    expect([levels(), read.mock.calls.length]).toEqual([[], 1]);
    await spend(1);
    await pass(2 * LOOK_MS);
    expect(levels()).toEqual(['low']);
  });
});

it('a host without the hook costs nothing at all', async () => {
  const watch = createLevelWatch(() => expect.fail('looked'), undefined);
  watch.note({ customerId: 'acme', meter: 'tokens', kind: 'spend', state: 'committed', units: 50 });
  watch.noteCustomer('acme');
  expect(await watch.round()).toBe(false);
});
