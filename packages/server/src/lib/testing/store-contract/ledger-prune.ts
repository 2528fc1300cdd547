import { describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import { allow, applyOne, commit, grant, outcomeOf, readAccount, record, refund, release, reserve, spend } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

const DAY_MS = 86_400_000;
const policy = allow(100);

export function describeLedgerPrune(current: () => StoreFixture): void {
  const prune = (thanMs: number, limit = 100) => current().store.ledger.prune({ thanMs, limit });
  const entryOf = (id: string) => current().store.ledger.readEntry({ customerId: 'acme', id });

  describe('prune of the ledger', () => {
    it('forgets answers that were settled longer ago than that, in whatever way, and none that are younger', async () => {
      const { store, advance } = current();
      await store.ledger.apply([
        spend('spent', { policy }),
        record('recorded', { policy }),
        spend('refunded', { policy }),
        refund('refunded'),
        ...['committed', 'released'].map((id) => reserve(id, { policy })),
        reserve('expired', { policy, ttlMs: 1000 }),
        commit('committed', { policy }),
        release('released'),
      ]);
      await advance(1000);
      await store.ledger.expire(10);
      await advance(DAY_MS);
      await applyOne(store, spend('young', { policy }));
      expect(await prune(2 * DAY_MS)).toBe(0);
      expect(await prune(DAY_MS / 2)).toBe(6);
      expect(await prune(DAY_MS / 2)).toBe(0);
      for (const id of ['spent', 'recorded', 'refunded', 'committed', 'released', 'expired']) expect(await entryOf(id)).toBeNull();
      expect(await entryOf('young')).not.toBeNull();
    });

    it('counts the age of an answer from its last change, not from the first', async () => {
      const { store, advance } = current();
      await store.ledger.apply([spend('1', { policy }), reserve('2', { policy, ttlMs: 3 * DAY_MS })]);
      await advance(2 * DAY_MS);
      await store.ledger.apply([refund('1'), commit('2', { policy })]);
      expect(await prune(DAY_MS)).toBe(0);
      expect((await store.ledger.apply([refund('1'), commit('2', { policy })])).map(outcomeOf)).toEqual(['again', 'again']);
    });

    it('keeps grants for ever, so that an order counts once', async () => {
      const { store, advance } = current();
      await applyOne(store, grant('order', 5));
      await advance(1000 * DAY_MS);
      expect(await prune(0)).toBe(0);
      expect(outcomeOf(await applyOne(store, grant('order', 5)))).toBe('again');
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 5 });
    });

    it('keeps what is held, also when its time is over and nobody has ended it yet', async () => {
      const { store, advance } = current();
      await store.ledger.apply([reserve('held', { policy, ttlMs: 9 * DAY_MS }), reserve('due', { policy, ttlMs: 1000 })]);
      await advance(2 * DAY_MS);
      expect(await prune(DAY_MS)).toBe(0);
      expect(await entryOf('due')).toMatchObject({ state: 'expired' });
      expect(await store.ledger.expire(10)).toBe(1);
      expect(outcomeOf(await applyOne(store, commit('held', { policy })))).toBe('ok');
    });

    it('changes nothing but the memory of answers: what was used, told and seen stays', async () => {
      const { store, advance } = current();
      await store.ledger.apply([spend('1', { policy, units: 4 }), spend('2', { policy, units: 3 })]);
      const version = await store.changes.version('acme');
      await advance(DAY_MS);
      expect(await prune(1000)).toBe(2);
      expect(await readAccount(store)).toMatchObject({ used: 7 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 2 });
      const rows = await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER });
      expect(rows).toMatchObject([{ units: 7 }]);
      expect(await store.changes.version('acme')).toBe(version);
    });

    it('takes up to the limit, the longest settled first', async () => {
      const { store, advance } = current();
      const ids = ['b', 'c', 'a'];
      await store.ledger.apply(ids.toSorted().map((id) => reserve(id, { policy, ttlMs: DAY_MS })));
      for (const id of ids) {
        await applyOne(store, commit(id, { policy }));
        await advance(60_000);
      }
      expect(await prune(1000, 2)).toBe(2);
      expect([await entryOf('b'), await entryOf('c')]).toEqual([null, null]);
      expect(await entryOf('a')).not.toBeNull();
      expect(await prune(1000, 2)).toBe(1);
    });

    it('makes a forgotten id new: it has an effect again, and its first attempt is the first', async () => {
      const { store, advance } = current();
      await store.ledger.apply([spend('1', { policy, units: 2 }), reserve('2', { policy }), release('2')]);
      await advance(DAY_MS);
      await prune(1000);
      const again = await store.ledger.apply([spend('1', { policy, units: 3 }), reserve('2', { policy })]);
      expect(again).toMatchObject([
        { ok: true, repeated: false, entry: { units: 3 } },
        { ok: true, repeated: false, entry: { attempt: 1 } },
      ]);
      expect(await readAccount(store)).toMatchObject({ used: 5, reserved: 1 });
      expect((await store.ledger.apply([commit('gone'), refund('gone')])).map(outcomeOf)).toEqual(['not_found', 'not_found']);
    });
  });
}
