import { describe, expect, it } from 'vitest';
import { sampleBooks } from '../testing/store-contract/kept-books.ts';
import {
  allow,
  commit,
  extend,
  grant,
  price,
  record,
  refund,
  release,
  reserve,
  shadow,
  spend,
} from '../testing/store-contract/sample-commands.ts';
import type { LedgerCommand } from './command.ts';

const NEXT = 'month:2026-12';
const HOUR_MS = 3_600_000;

describe('refund', () => {
  it('returns allowance and credits to where they came from; overage stays, and the provider hears nothing', () => {
    const books = sampleBooks();
    books.at(0, grant('order', 3), spend('1', { units: 15, policy: price(10, null) }));
    const [result] = books.at(5, refund('1'));
    expect(result).toMatchObject({
      ...{ ok: true, repeated: false },
      entry: { state: 'refunded', units: 2, requested: 15, split: { allowance: 0, credits: 0, overage: 2, overrun: 0 }, settledAt: 5 },
    });
    expect(books.account()).toMatchObject({ used: 0, fromCredits: 0, overage: 2, overrun: 0 });
    expect(books.credits()).toMatchObject({ granted: 3, used: 0 });
    expect(books.events.map(({ units, billableUnits }) => [units, billableUnits])).toEqual([[15, 2]]);
  });

  it.each<[string, LedgerCommand[]]>([
    ['recorded past the limit', [record('1', { units: 14 })]],
    ['spent past the limit in shadow', [spend('1', { units: 14, policy: shadow(10) })]],
    ['committed past the limit', [reserve('1', { units: 9 }), commit('1', { units: 14 })]],
  ])('keeps the overrun of what was %s', (_, commands) => {
    const books = sampleBooks();
    books.at(0, ...commands);
    books.at(1, refund('1'));
    expect(books.entry('1')).toMatchObject({ state: 'refunded', units: 4 });
    expect(books.account()).toMatchObject({ used: 0, overrun: 4 });
  });

  it('makes room again', () => {
    const books = sampleBooks();
    books.at(0, spend('1', { units: 10 }));
    expect(books.at(1, spend('2'), refund('1'), spend('2'))).toMatchObject([{ ok: false }, { ok: true }, { ok: true }]);
  });

  it('counts once', () => {
    const books = sampleBooks();
    books.at(0, spend('1', { units: 4 }), spend('2', { units: 3 }));
    const [first] = books.at(1, refund('1'));
    const all = books.all();
    expect(books.at(2, refund('1'), refund('1'))).toEqual([1, 2].map(() => ({ ...first, repeated: true })));
    expect(books.all()).toBe(all);
    expect(books.account()).toMatchObject({ used: 3 });
  });

  it.each<[string, LedgerCommand[], LedgerCommand[]]>([
    ['spent', [spend('1', { units: 4 })], [spend('1', { units: 4 })]],
    ['recorded', [record('1', { units: 4 })], [record('1', { units: 4 })]],
    [
      'committed',
      [reserve('1', { units: 4 }), commit('1', { units: 6 })],
      [reserve('1', { units: 4 }), commit('1', { units: 6 }), commit('1')],
    ],
  ])('leaves the id of what was %s used up, so that nobody works for nothing under it', (_, first, again) => {
    const books = sampleBooks();
    books.at(0, ...first, refund('1'));
    const all = books.all();
    for (const result of books.at(1, ...again))
      expect(result).toMatchObject({ ok: false, reason: 'resolved', entry: { state: 'refunded' } });
    expect(books.all()).toBe(all);
  });

  it('lands in the window and the hour in which the units were counted', () => {
    const books = sampleBooks();
    books.at(HOUR_MS - 1, reserve('1', { units: 6, ttlMs: 10 }));
    books.at(HOUR_MS + 9, commit('1', { units: 5, policy: allow(10, NEXT) }));
    books.at(3 * HOUR_MS, spend('2', { policy: allow(10, NEXT) }), refund('1'));
    expect(books.account()).toMatchObject({ used: 0 });
    expect(books.account(NEXT)).toMatchObject({ used: 1 });
    expect(books.history.map(({ hour, units, userId }) => [hour / HOUR_MS, units, userId])).toEqual([
      [1, 5, 'owner'],
      [3, 1, 'owner'],
      [1, -5, 'owner'],
    ]);
  });

  it.each<[string, LedgerCommand[], string]>([
    ['units that are still held', [reserve('1')], 'resolved'],
    ['units that were released', [reserve('1'), release('1')], 'resolved'],
    ['a grant', [grant('1', 5)], 'not_found'],
    ['nothing', [], 'not_found'],
    ["another customer's spend", [spend('1', { customerId: 'globex' })], 'not_found'],
  ])('of %s is refused and changes nothing', (_, commands, reason) => {
    const books = sampleBooks();
    books.at(0, ...commands);
    const all = books.all();
    expect(books.at(1, refund('1'))).toMatchObject([{ ok: false, reason }]);
    expect(books.all()).toBe(all);
  });

  it('ends the reservation: it is neither extended nor released any more', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 4 }), commit('1'), refund('1'));
    const all = books.all();
    expect(books.at(1, extend('1', { units: 9 }), release('1'))).toMatchObject([1, 2].map(() => ({ ok: false, reason: 'resolved' })));
    expect(books.all()).toBe(all);
  });
});
