import { MAX_UNITS } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import {
  allow,
  applyOne,
  commit,
  extend,
  grant,
  outcomeOf,
  readAccount,
  record,
  refund,
  release,
  reserve,
  shadow,
  spend,
  WINDOW,
} from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

export function describeLedgerCommands(current: () => StoreFixture): void {
  describe('ledger commands', () => {
    it('answers each command of a batch in its order, and a later one sees what an earlier one did', async () => {
      const { store } = current();
      const results = await store.ledger.apply([spend('1', { units: 9 }), spend('2', { units: 2 }), spend('3', { units: 1 }), spend('4')]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'limit_reached', 'ok', 'limit_reached']);
      expect(await readAccount(store)).toMatchObject({ used: 10 });
    });

    it('writes account, entry, history, event and version in one step', async () => {
      const { store } = current();
      await applyOne(store, spend('1', { units: 4 }));
      const hour = Math.floor((await store.now()) / 3_600_000) * 3_600_000;
      expect(await readAccount(store)).toMatchObject({ used: 4, reserved: 0 });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toMatchObject({
        state: 'committed',
        units: 4,
        eventId: 'event-1',
      });
      const history = await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: hour - 3_600_000, to: hour + 7_200_000 });
      expect(history.map(({ userId, units }) => ({ userId, units }))).toEqual([{ userId: 'owner', units: 4 }]);
      const { events } = await store.outbox.claim({ limit: 10, leaseMs: 1000 });
      expect(events).toMatchObject([{ id: 'event-1', customerId: 'acme', userId: 'owner', meter: 'jobs', units: 4, billableUnits: 0 }]);
      expect(await store.changes.version('acme')).toBe(1);
    });

    it('writes nothing for a refused command, and its id works once there is room', async () => {
      const { store } = current();
      const refused = await applyOne(store, spend('1', { units: 11 }));
      expect(refused).toEqual({ ok: false, reason: 'limit_reached', needed: 11, remaining: 10, window: WINDOW });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toBeNull();
      expect(await store.outbox.summary()).toMatchObject({ waiting: 0 });
      expect(await store.changes.version('acme')).toBe(0);
      expect(outcomeOf(await applyOne(store, spend('1', { units: 11, policy: allow(20) })))).toBe('ok');
    });

    it('gives a repeated command the first answer and no second effect', async () => {
      const { store } = current();
      const first = await applyOne(store, spend('1', { units: 3 }));
      const version = await store.changes.version('acme');
      const again = await applyOne(store, spend('1', { units: 3, eventId: 'another' }));
      expect(again).toEqual({ ...first, repeated: true });
      expect(await readAccount(store)).toMatchObject({ used: 3 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 1 });
      expect(await store.changes.version('acme')).toBe(version);
    });

    it('recognises a repeat inside one batch', async () => {
      const { store } = current();
      const results = await store.ledger.apply([spend('1'), spend('1'), spend('1', { units: 2 })]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'again', 'conflict']);
      expect(await readAccount(store)).toMatchObject({ used: 1 });
    });

    it('refuses an id that comes back with other arguments', async () => {
      const { store } = current();
      await applyOne(store, spend('1', { units: 2 }));
      const others = [
        spend('1', { units: 3 }),
        spend('1', { units: 2, meter: 'seats' }),
        reserve('1', { units: 2 }),
        record('1', { units: 2 }),
        grant('1', 2),
      ];
      expect((await store.ledger.apply(others)).map(outcomeOf)).toEqual(others.map(() => 'conflict'));
      expect(await readAccount(store)).toMatchObject({ used: 2 });
    });

    it('keeps the ids of two customers apart', async () => {
      const { store } = current();
      const results = await store.ledger.apply([spend('1', { units: 2 }), spend('1', { units: 3, customerId: 'globex' })]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'ok']);
    });

    it('takes units from the allowance, then credits, then overage, and tells the provider only of the overage as billable', async () => {
      const { store } = current();
      const policy = { ...allow(10), overage: { cap: null } };
      await store.ledger.apply([grant('order', 5), spend('1', { units: 18, policy })]);
      expect(await readAccount(store)).toMatchObject({ used: 10, fromCredits: 5, overage: 3 });
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 5, used: 5 });
      expect((await store.outbox.claim({ limit: 10, leaseMs: 1000 })).events).toMatchObject([{ units: 18, billableUnits: 3 }]);
    });

    it('records what happened already, whatever the limit', async () => {
      const { store } = current();
      expect(await applyOne(store, record('1', { units: 14 }))).toMatchObject({
        ok: true,
        entry: { split: { allowance: 10, overrun: 4 } },
      });
      expect(await readAccount(store)).toMatchObject({ used: 10, overrun: 4 });
    });

    it('refuses nothing in shadow, and counts what does not fit as overrun', async () => {
      const { store } = current();
      const policy = shadow(10);
      await store.ledger.apply([spend('1', { units: 14, policy }), reserve('2', { units: 3, policy }), extend('2', { units: 5, policy })]);
      expect(await readAccount(store)).toMatchObject({ used: 10, overrun: 4, reserved: 0 });
      expect(await applyOne(store, commit('2', { policy }))).toMatchObject({
        ok: true,
        entry: { units: 5, split: { allowance: 0, overrun: 5 } },
      });
      expect(await readAccount(store)).toMatchObject({ used: 10, overrun: 9, reserved: 0 });
      expect((await store.outbox.claim({ limit: 10, leaseMs: 1000 })).events).toMatchObject([
        { units: 14, billableUnits: 0 },
        { units: 5, billableUnits: 0 },
      ]);
    });

    it('refuses a command that it cannot keep, and only that one', async () => {
      const { store } = current();
      await applyOne(store, reserve('held'));
      const bad = [
        ...[0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_UNITS + 1].flatMap((units) => [
          spend('bad', { units }),
          reserve('bad', { ttlMs: units }),
          extend('held', { units }),
          extend('held', { ttlMs: units }),
          commit('held', { units }),
          grant('bad', units),
        ]),
        spend('bad', { policy: allow(0.5) }),
        reserve('bad', { ttlMs: MAX_UNITS }),
        record('bad', { customerId: 'a\u0000b' }),
        spend('a\u0000b', { meter: 'a\u0000b' }),
        grant('\ud800', 1),
        refund('x'.repeat(10_000)),
        spend('bad', { userId: '' }),
      ];
      const results = await store.ledger.apply([spend('1'), ...bad, spend('2')]);
      expect(results.map(outcomeOf)).toEqual(['ok', ...bad.map(() => 'invalid'), 'ok']);
      expect(await readAccount(store)).toMatchObject({ used: 2, reserved: 1 });
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 0 });
      expect(await store.outbox.summary()).toMatchObject({ waiting: 2 });
    });

    it('grants an order once', async () => {
      const { store } = current();
      const results = await store.ledger.apply([grant('order', 5), grant('order', 5), grant('order', 6)]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'again', 'conflict']);
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: 5 });
    });

    it('admits only what every limit admits, and counts in each window', async () => {
      const { store } = current();
      const day = 'day:2026-11-20';
      const policy = {
        limits: [
          { window: day, units: 3 },
          { window: WINDOW, units: 100 },
        ],
        overage: 'block',
      } as const;
      const results = await store.ledger.apply([spend('1', { units: 2, policy }), spend('2', { units: 2, policy })]);
      expect(results.map(outcomeOf)).toEqual(['ok', 'limit_reached']);
      expect(await readAccount(store, { window: day })).toMatchObject({ used: 2 });
      expect(await readAccount(store)).toMatchObject({ used: 2 });
    });

    it('keeps 2^53-1 exactly and refuses what goes past it', async () => {
      const { store } = current();
      const policy = allow(null);
      const big = await store.ledger.apply([spend('1', { units: MAX_UNITS - 1, policy }), spend('2', { policy }), spend('3', { policy })]);
      expect(big.map(outcomeOf)).toEqual(['ok', 'ok', 'too_large']);
      expect(await readAccount(store)).toMatchObject({ used: MAX_UNITS });
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toMatchObject({
        requested: MAX_UNITS - 1,
        units: MAX_UNITS - 1,
      });
      const { events } = await store.outbox.claim({ limit: 10, leaseMs: 1000 });
      expect(events.map(({ units }) => units)).toEqual([MAX_UNITS - 1, 1]);
      await applyOne(store, grant('order', MAX_UNITS));
      expect(outcomeOf(await applyOne(store, grant('more', 1)))).toBe('too_large');
      expect(await readAccount(store, { window: CREDITS_WINDOW })).toMatchObject({ granted: MAX_UNITS });
    });

    it('takes ids and texts of any script, and ones that look like code, as they are', async () => {
      const { store } = current();
      const odd = ["o'brien", '"; drop', '株式会社', '🚢', '%_x', 'a:b{c}', '[1,2]', 'null'];
      const commands = odd.map((customerId) => spend(customerId, { customerId, userId: customerId, meter: customerId }));
      expect((await store.ledger.apply(commands)).map(outcomeOf)).toEqual(odd.map(() => 'ok'));
      for (const id of odd) {
        expect(await store.ledger.readEntry({ customerId: id, id })).toMatchObject({ customerId: id, id, userId: id, meter: id });
        expect(await readAccount(store, { customerId: id, meter: id })).toMatchObject({ used: 1 });
      }
    });

    it('does nothing for an empty batch', async () => {
      const { store } = current();
      expect(await store.ledger.apply([])).toEqual([]);
    });

    it('takes a batch of 500 commands of many kinds and customers', async () => {
      const { store } = current();
      const commands = Array.from({ length: 100 }, (_, index) => {
        const customerId = `customer-${index % 7}`;
        const policy = allow(null);
        const id = `${index}`;
        return [
          reserve(`r${id}`, { customerId, policy, units: 3 }),
          spend(`s${id}`, { customerId, policy }),
          commit(`r${id}`, { customerId, policy, units: 2 }),
          reserve(`x${id}`, { customerId, policy }),
          release(`x${id}`, { customerId }),
        ];
      }).flat();
      const results = await store.ledger.apply(commands);
      expect(results.filter(({ ok }) => !ok)).toEqual([]);
      const keys = Array.from({ length: 7 }, (_, index) => ({ customerId: `customer-${index}`, meter: 'jobs', window: WINDOW }));
      const accounts = await store.ledger.readAccounts(keys);
      expect(accounts.reduce((sum, { used }) => sum + used, 0)).toBe(300);
      expect(accounts.every(({ reserved }) => reserved === 0)).toBe(true);
      expect(await store.outbox.summary()).toMatchObject({ waiting: 200 });
    });
  });
}
