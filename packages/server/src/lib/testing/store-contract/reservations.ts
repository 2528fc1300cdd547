import { describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import { allow, applyOne, commit, extend, grant, outcomeOf, price, readAccount, release, reserve, spend } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

export function describeReservations(current: () => StoreFixture): void {
  describe('reservations', () => {
    it('hold units until they are committed, and are told to the provider only then', async () => {
      const { store } = current();
      await applyOne(store, reserve('1', { units: 6 }));
      expect(await readAccount(store)).toMatchObject({ used: 0, reserved: 6 });
      expect(outcomeOf(await applyOne(store, spend('2', { units: 5 })))).toBe('limit_reached');
      expect(await store.outbox.summary()).toMatchObject({ waiting: 0 });
      expect(outcomeOf(await applyOne(store, commit('1', { units: 4 })))).toBe('ok');
      expect(await readAccount(store)).toMatchObject({ used: 4, reserved: 0 });
      expect((await store.outbox.claim({ limit: 10, leaseMs: 1000 })).events).toMatchObject([{ id: 'event-1', units: 4 }]);
    });

    it('end once: the first way wins, repeats get its answer, another way is refused', async () => {
      const { store } = current();
      await store.ledger.apply([reserve('used'), reserve('given-back')]);
      await store.ledger.apply([commit('used'), release('given-back')]);
      const later = await store.ledger.apply([
        commit('used'),
        commit('used', { units: 2 }),
        release('used'),
        release('given-back'),
        commit('given-back'),
        commit('unknown'),
        release('unknown'),
      ]);
      expect(later.map(outcomeOf)).toEqual(['again', 'conflict', 'resolved', 'again', 'resolved', 'not_found', 'not_found']);
      expect(await readAccount(store)).toMatchObject({ used: 1, reserved: 0 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 1 });
    });

    it('return their units to where they came from', async () => {
      const { store } = current();
      await store.ledger.apply([grant('order', 5), reserve('1', { units: 13 })]);
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ reserved: 3 });
      await applyOne(store, release('1'));
      expect(await readAccount(store)).toMatchObject({ reserved: 0, used: 0 });
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 5, reserved: 0, used: 0 });
    });

    it('belong to their customer', async () => {
      const { store } = current();
      await applyOne(store, reserve('1'));
      const foreign = await store.ledger.apply([commit('1', { customerId: 'globex' }), release('1', { customerId: 'globex' })]);
      expect(foreign.map(outcomeOf)).toEqual(['not_found', 'not_found']);
      expect(await readAccount(store)).toMatchObject({ reserved: 1 });
    });

    it('expire at the end of their time and not before', async () => {
      const { store, advance } = current();
      await applyOne(store, reserve('1', { units: 10, ttlMs: 60_000 }));
      await advance(30_000);
      expect(outcomeOf(await applyOne(store, spend('2')))).toBe('limit_reached');
      await advance(30_000);
      expect(await readAccount(store)).toMatchObject({ reserved: 0 });
      expect(outcomeOf(await applyOne(store, spend('2')))).toBe('ok');
      expect(await readAccount(store)).toMatchObject({ used: 1, reserved: 0 });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toMatchObject({ state: 'expired' });
    });

    it('read as expired before anyone has ended them, and reading writes nothing', async () => {
      const { store, advance } = current();
      await applyOne(store, reserve('1', { units: 10, ttlMs: 1000 }));
      const version = await store.changes.version('acme');
      await advance(1000);
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toMatchObject({ state: 'expired', units: 10 });
      expect(await readAccount(store)).toMatchObject({ reserved: 0 });
      expect(await store.changes.version('acme')).toBe(version);
      expect(await store.ledger.expire(10)).toBe(1);
    });

    it('are admitted anew and marked late when they are committed after they expired', async () => {
      const { store, advance } = current();
      await applyOne(store, reserve('1', { units: 6, ttlMs: 1000 }));
      await advance(2000);
      await applyOne(store, spend('2', { units: 8 }));
      const late = await applyOne(store, commit('1'));
      expect(late).toMatchObject({ ok: true, entry: { state: 'committed', late: true, split: { allowance: 2, overrun: 4 } } });
      expect(await readAccount(store)).toMatchObject({ used: 10, reserved: 0, overrun: 4 });
    });

    it('give their units to the excess of a commit once their time is over', async () => {
      const { store, advance } = current();
      await store.ledger.apply([reserve('over', { units: 8, ttlMs: 1000 }), reserve('1', { units: 2 })]);
      await advance(1000);
      const more = await applyOne(store, commit('1', { units: 10 }));
      expect(more).toMatchObject({ ok: true, entry: { split: { allowance: 10, overrun: 0 } } });
      expect(await readAccount(store)).toMatchObject({ used: 10, reserved: 0, overrun: 0 });
    });

    it('can be held anew under their id once they ended unused', async () => {
      const { store, advance } = current();
      await applyOne(store, reserve('1', { units: 4, ttlMs: 1000 }));
      await advance(2000);
      const again = await applyOne(store, reserve('1', { units: 4, ttlMs: 1000, userId: 'member', policy: allow(20) }));
      expect(again).toMatchObject({ ok: true, repeated: false, entry: { state: 'reserved', userId: 'member' } });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toEqual(again.ok && again.entry);
      expect(await readAccount(store)).toMatchObject({ reserved: 4 });
      await advance(1000);
      expect(await store.ledger.expire(10)).toBe(1);
      expect(await readAccount(store)).toMatchObject({ reserved: 0 });
    });

    it('are not freed by a worker whose time was over while another one holds them', async () => {
      const { store, advance } = current();
      const held = () => applyOne(store, reserve('1', { units: 4, ttlMs: 1000 }));
      const late = await held();
      await advance(2000);
      const present = await held();
      expect([late, present]).toMatchObject([{ entry: { attempt: 1 } }, { entry: { attempt: 2 } }]);
      const version = await store.changes.version('acme');
      expect(outcomeOf(await applyOne(store, release('1', { attempt: 1 })))).toBe('again');
      expect(await readAccount(store)).toMatchObject({ reserved: 4 });
      expect(await store.changes.version('acme')).toBe(version);
      expect(outcomeOf(await applyOne(store, release('1', { attempt: 2 })))).toBe('ok');
      expect(await readAccount(store)).toMatchObject({ reserved: 0 });
    });

    it('count the work of a worker that was late once, whoever commits first under the id', async () => {
      const { store, advance } = current();
      const held = (id: string) => applyOne(store, reserve(id, { units: 3, ttlMs: 1000 }));
      for (const id of ['ahead', 'behind', 'alone']) await held(id);
      await advance(2000);
      for (const id of ['ahead', 'behind', 'alone']) await held(id);
      const first = await applyOne(store, commit('ahead', { units: 2, attempt: 1 }));
      expect(first).toMatchObject({ ok: true, repeated: false, entry: { units: 2, late: true, attempt: 1 } });
      expect(await applyOne(store, commit('ahead', { units: 3, attempt: 2 }))).toMatchObject({
        ok: true,
        repeated: true,
        entry: { units: 2 },
      });

      await applyOne(store, commit('behind', { units: 3, attempt: 2 }));
      expect(await applyOne(store, commit('behind', { units: 2, attempt: 1 }))).toMatchObject({
        ok: true,
        repeated: true,
        entry: { units: 3 },
      });

      await applyOne(store, release('alone', { attempt: 2 }));
      const alone = await applyOne(store, commit('alone', { units: 1, attempt: 1 }));
      expect(alone).toMatchObject({ ok: true, repeated: false, entry: { units: 1, late: true, attempt: 1, state: 'committed' } });
      expect(await readAccount(store)).toMatchObject({ used: 6, reserved: 0 });
    });

    it('are extended to so many units, once however often it is said, and not past what fits', async () => {
      const { store } = current();
      const policy = price(10, 3);
      await store.ledger.apply([grant('order', 2), reserve('1', { units: 4, policy })]);
      const longer = extend('1', { units: 14, policy });
      const results = await store.ledger.apply([longer, longer, extend('1', { units: 16, policy }), extend('unknown', { units: 1 })]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'again', 'limit_reached', 'not_found']);
      expect(results[2]).toMatchObject({ needed: 2, remaining: 1 });
      expect(await readAccount(store)).toMatchObject({ reserved: 10, overageReserved: 2 });
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ reserved: 2 });
      const version = await store.changes.version('acme');
      expect(outcomeOf(await applyOne(store, extend('1', { units: 5, policy })))).toBe('again');
      expect(await store.changes.version('acme')).toBe(version);
      expect(await applyOne(store, commit('1', { policy }))).toMatchObject({ entry: { requested: 4, units: 14 } });
      expect(await readAccount(store)).toMatchObject({ reserved: 0, overageReserved: 0, used: 10, fromCredits: 2, overage: 2 });
      expect(outcomeOf(await applyOne(store, extend('1', { units: 15, policy })))).toBe('resolved');
    });

    it('live on for as long as they are extended, and are not revived once they ended', async () => {
      const { store, advance } = current();
      await store.ledger.apply([reserve('1', { units: 4, ttlMs: 60_000 }), reserve('2', { ttlMs: 60_000 })]);
      await advance(30_000);
      expect(outcomeOf(await applyOne(store, extend('1', { ttlMs: 90_000 })))).toBe('ok');
      await advance(60_000);
      expect(await store.ledger.expire(10)).toBe(1);
      const results = await store.ledger.apply([extend('1', { ttlMs: 1000 }), extend('2', { ttlMs: 60_000, units: 5 })]);
      expect(results.map(outcomeOf)).toEqual(['again', 'resolved']);
      expect(await readAccount(store)).toMatchObject({ reserved: 4 });
      await advance(60_000);
      expect(await readAccount(store)).toMatchObject({ reserved: 0 });
      expect(await store.ledger.expire(10)).toBe(1);
    });

    it('land in their own window when it has turned', async () => {
      const { store } = current();
      await applyOne(store, reserve('1', { units: 2 }));
      await applyOne(store, commit('1', { policy: allow(10, 'month:2026-12') }));
      expect(await readAccount(store)).toMatchObject({ used: 2, reserved: 0 });
      expect(await readAccount(store, { window: 'month:2026-12' })).toMatchObject({ used: 0, reserved: 0 });
    });

    it('are ended by a sweep: up to a limit, the longest over first, each once', async () => {
      const { store, advance } = current();
      await store.ledger.apply([
        reserve('1', { ttlMs: 3000, customerId: 'initech' }),
        reserve('2', { ttlMs: 1000, customerId: 'globex' }),
        reserve('3', { ttlMs: 2000, meter: 'seats' }),
        reserve('4', { ttlMs: 90_000 }),
      ]);
      await advance(5000);
      expect(await store.ledger.expire(2)).toBe(2);
      const versions = ['acme', 'globex', 'initech'].map((customerId) => store.changes.version(customerId));
      expect(await Promise.all(versions)).toEqual([2, 2, 1]);
      expect(await store.ledger.expire(2)).toBe(1);
      expect(await store.ledger.expire(2)).toBe(0);
      expect(await readAccount(store)).toMatchObject({ reserved: 1 });
      expect(await readAccount(store, { meter: 'seats' })).toMatchObject({ reserved: 0 });
      expect(await readAccount(store, { customerId: 'globex' })).toMatchObject({ reserved: 0 });
    });
  });
}
