import { describe, expect, it } from 'vitest';
import { emptyAccount } from '../../ledger/account.ts';
import { allow, commit, readAccount, reserve, spend, WINDOW } from './sample-commands.ts';
import type { StoreFixture } from './store-fixture.ts';

const HOUR_MS = 3_600_000;

export function describeLedgerReads(current: () => StoreFixture): void {
  describe('ledger reads', () => {
    it('give accounts in the order of the keys, empty ones and repeated keys included', async () => {
      const { store } = current();
      await store.ledger.apply([spend('1', { units: 2 }), spend('2', { units: 3, meter: 'seats' })]);
      const jobs = { customerId: 'acme', meter: 'jobs', window: WINDOW };
      const seats = { ...jobs, meter: 'seats' };
      const none = { ...jobs, customerId: 'globex' };
      const accounts = await store.ledger.readAccounts([seats, none, jobs, seats]);
      expect(accounts.map(({ used }) => used)).toEqual([3, 0, 2, 3]);
      expect(accounts[1]).toEqual(emptyAccount(none));
      expect(await store.ledger.readAccounts([])).toEqual([]);
    });

    it('give an entry as it was answered, whole', async () => {
      const { store } = current();
      const [result] = await store.ledger.apply([reserve('1', { units: 4, userId: null })]);
      const entry = await store.ledger.readEntry({ customerId: 'acme', id: '1' });
      expect(result).toEqual({ ok: true, repeated: false, entry });
      await store.ledger.apply([commit('1', { units: 3, eventId: 'event' })]);
      expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toEqual({
        ...entry,
        state: 'committed',
        units: 3,
        split: { allowance: 3, credits: 0, overage: 0, overrun: 0 },
        eventId: 'event',
        settledAt: expect.any(Number),
      });
      expect(await store.ledger.readEntry({ customerId: 'globex', id: '1' })).toBeNull();
    });

    it('sum history per hour and user, oldest first, from inclusive and to exclusive', async () => {
      const { store, advance } = current();
      const policy = allow(null);
      const first = Math.floor((await store.now()) / HOUR_MS) * HOUR_MS;
      await store.ledger.apply([spend('1', { policy, units: 2 }), spend('2', { policy, units: 3 }), spend('3', { policy, userId: null })]);
      await advance(HOUR_MS);
      await store.ledger.apply([spend('4', { policy, userId: 'member' }), spend('5', { policy }), spend('6', { policy, meter: 'seats' })]);
      const read = (from: number, to: number) => store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from, to });
      const second = Math.floor((await store.now()) / HOUR_MS) * HOUR_MS;
      expect(await read(first, second + 1)).toEqual([
        { hour: first, userId: null, units: 1 },
        { hour: first, userId: 'owner', units: 5 },
        { hour: second, userId: 'member', units: 1 },
        { hour: second, userId: 'owner', units: 1 },
      ]);
      expect((await read(first, second)).map(({ hour }) => hour)).toEqual([first, first]);
      expect((await read(first + 1, second + 1)).map(({ hour }) => hour)).toEqual([second, second]);
    });

    it('count in history only what was committed, and all of it', async () => {
      const { store } = current();
      await store.ledger.apply([
        spend('1'),
        spend('1'),
        spend('2', { units: 99 }),
        reserve('3', { units: 5 }),
        reserve('4'),
        commit('3', { units: 2 }),
      ]);
      const rows = await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER });
      const { used } = await readAccount(store);
      expect(rows.reduce((sum, { units }) => sum + units, 0)).toBe(3);
      expect(used).toBe(3);
    });
  });
}
