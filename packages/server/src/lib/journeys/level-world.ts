import { defineCatalog } from '@plimsoll/contract';
import { vi } from 'vitest';
import type { Context } from '../context.ts';
import type { Policy } from '../ledger/command.ts';
import { createLevelWatch } from '../level/create-level-watch.ts';
import type { LevelChange, OnLevelChange } from '../level/level-change.ts';
import { silentLogger } from '../logger.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store.ts';

/** The pause between two looks. */
export const LOOK_MS = 1000;

const catalog = defineCatalog({
  meters: {
    tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
    images: { name: 'Images', unit: { one: 'image', other: 'images' } },
  },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 100, images: 'unlimited' } } },
  fallbackTier: 'free',
});

/** One instance of an engine, as far as levels go, over a store that it may share. */
export function openInstance(
  hook: OnLevelChange,
  store: Store = memoryStore({ now: () => Date.now() }),
  warnAt: readonly number[] = [0.2, 0],
) {
  const alerts: string[] = [];
  const asked = vi.spyOn(store.ledger, 'readAccounts');
  const context = {
    ...{ catalog, store, runtime: systemRuntime, logger: silentLogger, settings: { warnAt, pastDueGraceMs: 0 } },
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

/** Lets time pass, and all that falls due. */
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** A host that takes note of what it is told. */
export const listen = () => {
  const told: LevelChange[] = [];
  return { told, hook: (change: LevelChange) => void told.push(change), levels: () => told.map(({ level }) => level) };
};
