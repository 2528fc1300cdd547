import { describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import type { Store } from '../../store.ts';
import { commit, extend, grant, outcomeOf, refund, release, reserve, spend, WINDOW } from './sample-commands.ts';
import { snapshotOf } from './sample-snapshot.ts';
import type { StoreFixture, StoreSetup } from './store-fixture.ts';

// The same ids for both customers: nothing but the customer may tell them apart.
function storyOf(customerId: string): LedgerCommand[] {
  return [
    grant('order', 4, { customerId }),
    reserve('1', { customerId, units: 6 }),
    spend('2', { customerId, units: 7 }),
    commit('1', { customerId, units: 5 }),
    spend('3', { customerId, units: 9 }),
    reserve('4', { customerId, units: 2 }),
    release('4', { customerId }),
    spend('2', { customerId, units: 7 }),
    extend('4', { customerId, units: 3 }),
    refund('2', { customerId }),
    reserve('4', { customerId, units: 2 }),
    extend('4', { customerId, units: 3 }),
  ];
}

/** All that can be read of a customer, without what depends on the clock. */
async function readAll(store: Store, customerId: string): Promise<unknown> {
  const key = { customerId, meter: 'jobs' };
  const entries = await Promise.all(['order', '1', '2', '3', '4'].map((id) => store.ledger.readEntry({ customerId, id })));
  return {
    accounts: await store.ledger.readAccounts([
      { ...key, window: WINDOW },
      { ...key, window: CREDITS_WINDOW },
    ]),
    entries: entries.map((entry) => entry && { ...entry, createdAt: null, expiresAt: null, settledAt: null }),
    history: (await store.ledger.readHistory({ ...key, from: 0, to: Number.MAX_SAFE_INTEGER })).map(({ units }) => units),
    snapshot: await store.snapshots.read(customerId),
    version: await store.changes.version(customerId),
  };
}

async function run(store: Store, own: LedgerCommand[], other: LedgerCommand[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const [index, command] of own.entries()) {
    const neighbour = other[index];
    const [result] = await store.ledger.apply([command, ...(neighbour ? [neighbour] : [])]);
    outcomes.push(outcomeOf(result));
  }
  await store.snapshots.write(snapshotOf('acme'), 0);
  if (other.length > 0) await store.snapshots.write(snapshotOf('globex'), 0);
  return outcomes;
}

export function describeIsolation(current: () => StoreFixture, setup: StoreSetup): void {
  describe('isolation', () => {
    it("a customer's answers and data are the same whether or not another one is busy", async () => {
      const alone = await setup.create();
      try {
        await alone.store.open();
        const { store } = current();
        const own = storyOf('acme');
        expect(await run(store, own, storyOf('globex'))).toEqual(await run(alone.store, own, []));
        expect(await readAll(store, 'acme')).toEqual(await readAll(alone.store, 'acme'));
      } finally {
        await alone.dispose();
      }
    });
  });
}
