import { describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import { allow, applyOne, grant, outcomeOf, readAccount, refund, release, reserve, revoke, spend } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

const YEAR_MS = 31_536_000_000;

export function describeRevokes(current: () => StoreFixture): void {
  const credits = () => readAccount(current().store, { window: CREDITS_WINDOW });
  const nothing = allow(0);

  describe('revokes', () => {
    it('take prepaid units back, and say how many', async () => {
      const { store } = current();
      await applyOne(store, grant('order', 10));
      const result = await applyOne(store, revoke('refund', 4));
      expect(result).toMatchObject({
        ...{ ok: true, repeated: false },
        entry: { kind: 'revoke', state: 'committed', requested: 4, units: 4, policy: null, eventId: null, settledAt: null },
      });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: 'refund' })).toEqual(result.ok && result.entry);
      expect(await credits()).toMatchObject({ granted: 6, used: 0 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 0 });
    });

    it('take no more than is left: what is used or held stays', async () => {
      const { store } = current();
      const results = await store.ledger.apply([
        grant('order', 10),
        spend('1', { units: 3, policy: nothing }),
        reserve('2', { units: 2, policy: nothing }),
        revoke('refund', 10),
        spend('3', { policy: nothing }),
        release('2'),
        spend('4', { units: 2, policy: nothing }),
      ]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'ok', 'ok', 'ok', 'limit_reached', 'ok', 'ok']);
      expect(results[3]).toMatchObject({ entry: { requested: 10, units: 5 } });
      expect(await credits()).toMatchObject({ granted: 5, used: 5, reserved: 0 });
    });

    it('take nothing where nothing is left, and remember that they asked', async () => {
      const { store } = current();
      expect(await applyOne(store, revoke('refund', 5))).toMatchObject({ ok: true, repeated: false, entry: { requested: 5, units: 0 } });
      await applyOne(store, grant('order', 5));
      expect(await applyOne(store, revoke('refund', 5))).toMatchObject({ ok: true, repeated: true, entry: { requested: 5, units: 0 } });
      expect(await credits()).toMatchObject({ granted: 5 });
    });

    it('name all that is to be taken back under an id: fewer or the same changes nothing, more takes the difference', async () => {
      const { store } = current();
      await applyOne(store, grant('order', 10));
      const asked = [3, 3, 1, 7, 3, 7].map((units) => revoke('refund', units));
      const results = await store.ledger.apply(asked);
      expect(results.map(outcomeOf)).toEqual(['ok', 'again', 'again', 'ok', 'again', 'again']);
      expect(results.map((result) => (result.ok ? result.entry.units : null))).toEqual([3, 3, 3, 7, 7, 7]);
      const version = await store.changes.version('acme');
      for (const command of asked) expect(outcomeOf(await applyOne(store, command))).toBe('again');
      expect(await applyOne(store, revoke('refund', 9))).toMatchObject({ repeated: false, entry: { requested: 9, units: 9 } });
      expect(await credits()).toMatchObject({ granted: 1 });
      expect(await store.changes.version('acme')).toBe(version + 1);
    });

    it('are a conflict under an id of something else, and for another meter', async () => {
      const { store } = current();
      await store.ledger.apply([grant('order', 5), spend('1'), revoke('refund', 1)]);
      const results = await store.ledger.apply([
        ...[revoke('order', 1), revoke('1', 1), revoke('refund', 2, { meter: 'other' })],
        ...[grant('refund', 1), spend('refund', { units: 1 }), refund('refund'), release('refund')],
      ]);
      expect(results.map(outcomeOf)).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'conflict', 'not_found', 'not_found']);
      expect(await credits()).toMatchObject({ granted: 4 });
    });

    it.each([0, -1, 1.5, Number.NaN])('of %s units are invalid and leave the rest of their batch alone', async (units) => {
      const { store } = current();
      const results = await store.ledger.apply([grant('order', 5), revoke('refund', units), revoke('other', 2)]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'invalid', 'ok']);
      expect(await credits()).toMatchObject({ granted: 3 });
    });

    it('are kept for ever, so that nothing is taken back twice', async () => {
      const { store, advance } = current();
      await store.ledger.apply([grant('order', 5), revoke('refund', 2)]);
      await advance(YEAR_MS);
      await store.ledger.prune({ thanMs: 0, limit: 100 });
      expect(outcomeOf(await applyOne(store, revoke('refund', 2)))).toBe('again');
      expect(await credits()).toMatchObject({ granted: 3 });
    });
  });
}
