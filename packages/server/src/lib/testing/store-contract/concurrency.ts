import { describe, expect, it } from 'vitest';
import { allow, applyOne, commit, extend, outcomeOf, readAccount, refund, release, reserve, spend } from './sample-commands.ts';
import { eventOf, snapshotOf } from './sample-snapshot.ts';
import type { StoreFixture } from './store-fixture.ts';

const LEASE = { limit: 10, leaseMs: 30_000 };

export function describeConcurrency(current: () => StoreFixture): void {
  const times = <T>(count: number, work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)));

  describe('at once', () => {
    it('200 spends of an allowance of 50: exactly 50 succeed', async () => {
      const { store } = current();
      const results = await times(200, (index) => applyOne(store, spend(`${index}`, { policy: allow(50), userId: `user-${index % 5}` })));
      expect(results.filter(({ ok }) => ok)).toHaveLength(50);
      expect(await readAccount(store)).toMatchObject({ used: 50, reserved: 0 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 50 });
      const rows = await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER });
      expect(rows.reduce((sum, { units }) => sum + units, 0)).toBe(50);
    });

    it('the same command 20 times: one effect, 20 equal answers', async () => {
      const { store } = current();
      const results = await times(20, () => applyOne(store, spend('1', { units: 3 })));
      expect(results.map(outcomeOf).sort()).toEqual([...Array.from({ length: 19 }, () => 'again'), 'ok']);
      for (const result of results) expect({ ...result, repeated: true }).toEqual({ ...results[0], repeated: true });
      expect(await readAccount(store)).toMatchObject({ used: 3 });
    });

    it('commits and releases of one reservation: it ends one way', async () => {
      const { store } = current();
      await applyOne(store, reserve('1', { units: 4 }));
      await times(20, (index) => applyOne(store, index % 2 === 0 ? commit('1') : release('1')));
      const account = await readAccount(store);
      const entry = await store.ledger.readEntry({ customerId: 'acme', id: '1' });
      expect(account.reserved).toBe(0);
      expect(account.used).toBe(entry?.state === 'committed' ? 4 : 0);
      expect((await store.outbox.summary()).waiting).toBe(entry?.state === 'committed' ? 1 : 0);
    });

    it('extensions and refunds of one id: each counts once', async () => {
      const { store } = current();
      await store.ledger.apply([reserve('1'), spend('2', { units: 3 })]);
      const results = await times(20, (index) => applyOne(store, index % 2 === 0 ? extend('1', { units: 6 }) : refund('2')));
      expect(results.map(outcomeOf).filter((outcome) => outcome === 'ok')).toHaveLength(2);
      expect(await readAccount(store)).toMatchObject({ reserved: 6, used: 0 });
    });

    it('sweeps and late commits: units return once', async () => {
      const { store, advance } = current();
      await store.ledger.apply(Array.from({ length: 10 }, (_, index) => reserve(`${index}`, { ttlMs: 1000 })));
      await advance(1000);
      await times(20, async (index) => {
        if (index % 2 === 0) await store.ledger.expire(3);
        else await applyOne(store, commit(`${(index - 1) / 2}`));
      });
      expect(await readAccount(store)).toMatchObject({ used: 10, reserved: 0, overrun: 0 });
    });

    it('the same event 20 times: new once', async () => {
      const { inbox } = current().store;
      const answers = await times(20, () => inbox.insert(eventOf('1')));
      expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
    });

    it('claims of the inbox and the outbox: every row goes to one of them', async () => {
      const { store } = current();
      await times(40, (index) => store.inbox.insert(eventOf(`${index}`)));
      await store.ledger.apply(Array.from({ length: 40 }, (_, index) => spend(`${index}`, { policy: allow(null) })));
      const rows = (await times(8, () => store.inbox.claim(LEASE))).flat();
      const events = (await times(8, () => store.outbox.claim(LEASE))).flatMap((batch) => batch.events);
      expect(new Set(rows.map(({ event }) => event.id)).size).toBe(40);
      expect(rows).toHaveLength(40);
      expect(new Set(events.map(({ id }) => id)).size).toBe(40);
      expect(events).toHaveLength(40);
    });

    it('writes over one revision: one wins', async () => {
      const { store } = current();
      const snapshots = await times(10, (index) => store.snapshots.write(snapshotOf('acme', { syncedAt: index }), 0));
      expect(snapshots.filter(Boolean)).toHaveLength(1);
      expect(await store.changes.version('acme')).toBe(1);
      const leases = await times(10, (index) => store.records.write('lease', { value: index, expectedRevision: 0, ttlMs: 1000 }));
      expect(leases.filter(Boolean)).toHaveLength(1);
      expect((await store.records.read('lease'))?.value).toBe(leases.indexOf(true));
    });

    it('read, change and write with retries: no change is lost', async () => {
      const { store } = current();
      await times(10, async () => {
        for (;;) {
          const stored = await store.records.read('count');
          const value = Number(stored?.value ?? 0) + 1;
          if (await store.records.write('count', { value, expectedRevision: stored?.revision ?? 0, ttlMs: null })) return;
        }
      });
      expect((await store.records.read('count'))?.value).toBe(10);
    });
  });
}
