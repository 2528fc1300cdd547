import { describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import {
  allow,
  applyOne,
  commit,
  extend,
  grant,
  outcomeOf,
  price,
  readAccount,
  record,
  refund,
  release,
  reserve,
  spend,
} from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

const HOUR_MS = 3_600_000;

export function describeRefunds(current: () => StoreFixture): void {
  const readHistory = () => current().store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER });

  describe('refunds', () => {
    it('give allowance and credits back, keep overage and overrun, and tell the provider nothing', async () => {
      const { store } = current();
      const policy = price(10, 3);
      await store.ledger.apply([grant('order', 2), record('1', { units: 16, policy })]);
      const result = await applyOne(store, refund('1'));
      expect(result).toMatchObject({
        ...{ ok: true, repeated: false },
        entry: { state: 'refunded', requested: 16, units: 4, split: { allowance: 0, credits: 0, overage: 3, overrun: 1 } },
      });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toEqual(result.ok && result.entry);
      expect(await readAccount(store)).toMatchObject({ used: 0, fromCredits: 0, overage: 3, overrun: 1 });
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 2, used: 0 });
      expect(await readHistory()).toMatchObject([{ units: 4 }]);
      expect((await store.outbox.claim({ limit: 10, leaseMs: 1000 })).events).toMatchObject([
        { id: 'event-1', units: 16, billableUnits: 3 },
      ]);
    });

    it('count once, and leave the id used up', async () => {
      const { store } = current();
      await store.ledger.apply([spend('1', { units: 4 }), reserve('2', { units: 3 }), commit('2', { units: 5 })]);
      const first = await store.ledger.apply([refund('1'), refund('2')]);
      expect(first.map(outcomeOf)).toEqual(['ok', 'ok']);
      const version = await store.changes.version('acme');
      const over = [
        spend('1', { units: 4 }),
        reserve('2', { units: 3 }),
        commit('2', { units: 5 }),
        commit('2'),
        release('2'),
        extend('2'),
      ];
      const again = await store.ledger.apply([refund('1'), refund('2'), spend('1', { units: 5 }), ...over]);
      expect(again.map(outcomeOf)).toEqual(['again', 'again', 'conflict', ...over.map(() => 'resolved')]);
      expect(await readAccount(store)).toMatchObject({ used: 0, reserved: 0 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 2 });
      expect(await store.changes.version('acme')).toBe(version);
    });

    it('make room in the same batch', async () => {
      const { store } = current();
      const results = await store.ledger.apply([spend('1', { units: 10 }), spend('2'), refund('1'), spend('2')]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'limit_reached', 'ok', 'ok']);
      expect(await readAccount(store)).toMatchObject({ used: 1 });
      expect(await readHistory()).toMatchObject([{ units: 1 }]);
    });

    it('land in the window, the hour and the user where the units were counted; an hour without units is not listed', async () => {
      const { store, advance } = current();
      const next = 'month:2026-12';
      await store.ledger.apply([spend('1', { units: 4 }), spend('2', { units: 2, userId: 'member' })]);
      const [{ hour } = { hour: 0 }] = await readHistory();
      await advance(2 * HOUR_MS);
      await store.ledger.apply([spend('3', { units: 5, policy: allow(10, next) }), refund('1')]);
      expect(await readAccount(store)).toMatchObject({ used: 2 });
      expect(await readAccount(store, { window: next })).toMatchObject({ used: 5 });
      expect(await readHistory()).toMatchObject([
        { hour, userId: 'member', units: 2 },
        { hour: hour + 2 * HOUR_MS, userId: 'owner', units: 5 },
      ]);
    });

    it('are refused for what was not counted, and for what is not theirs', async () => {
      const { store } = current();
      await store.ledger.apply([grant('order', 2), reserve('held'), reserve('released'), release('released'), spend('1')]);
      const results = await store.ledger.apply([
        ...[refund('held'), refund('released'), refund('order'), refund('unknown'), refund('1', { customerId: 'globex' })],
      ]);
      expect(results.map(outcomeOf)).toEqual(['resolved', 'resolved', 'not_found', 'not_found', 'not_found']);
      expect(await readAccount(store)).toMatchObject({ used: 1, reserved: 1 });
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 2 });
    });

    it('raise the version of their customer', async () => {
      const { store } = current();
      await applyOne(store, spend('1'));
      await applyOne(store, refund('1'));
      expect(await store.changes.version('acme')).toBe(2);
    });
  });
}
