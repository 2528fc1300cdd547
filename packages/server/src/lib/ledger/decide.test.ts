import { MAX_UNITS } from '@plimsoll/contract';
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
  reserve,
  shadow,
  spend,
  WINDOW,
} from '../testing/store-contract/sample-commands.ts';
import type { LedgerCommand, Policy } from './command.ts';
import type { Split } from './entry.ts';

const DAY = 'day:2026-11-20';

const split = (...[allowance, credits = 0, overage = 0, overrun = 0]: [number, number?, number?, number?]): Split => {
  return { allowance, credits, overage, overrun };
};
const limits = (...[first, ...rest]: [[string, number | null], ...[string, number | null][]]): Policy => {
  const limit = ([window, units]: [string, number | null]) => ({ window, units });
  return { limits: [limit(first), ...rest.map(limit)], overage: 'block' };
};

describe('where units come from', () => {
  it.each<[string, Policy, number, Split | 'limit_reached']>([
    ['all from the allowance', allow(10), 10, split(10)],
    ['one more than the allowance, no credits', allow(10), 11, split(10, 1)],
    ['allowance and all credits', allow(10), 15, split(10, 5)],
    ['more than allowance and credits, blocked', allow(10), 16, 'limit_reached'],
    ['more than allowance and credits, priced', price(10, null), 19, split(10, 5, 4)],
    ['overage up to its cap', price(10, 4), 19, split(10, 5, 4)],
    ['overage past its cap', price(10, 4), 20, 'limit_reached'],
    ['an empty allowance', allow(0), 5, split(0, 5)],
    ['no limit', allow(null), 1_000_000, split(1_000_000)],
    ['more than allowance and credits, in shadow', shadow(10), 16, split(10, 5, 0, 1)],
    ['overage past its cap, in shadow', { ...price(10, 4), shadow: true }, 20, split(10, 5, 4, 1)],
    ['shadow that is off', { ...allow(10), shadow: false }, 16, 'limit_reached'],
  ])('%s', (...[, policy, units, expected]) => {
    for (const command of [spend('1', { units, policy }), reserve('1', { units, policy })]) {
      const books = sampleBooks();
      books.at(0, grant('order', 5));
      const [result] = books.at(1, command);
      if (expected === 'limit_reached') expect(result).toMatchObject({ ok: false, reason: expected });
      else expect(result).toMatchObject({ ok: true, entry: { split: expected, units } });
    }
  });

  it('a refusal says how much would fit, and in which window', () => {
    const policy = limits([WINDOW, 100], [DAY, 3]);
    const books = sampleBooks();
    books.at(0, grant('order', 2), spend('1', { policy }));
    expect(books.at(0, spend('2', { units: 5, policy }))).toEqual([
      { ok: false, reason: 'limit_reached', needed: 5, remaining: 4, window: DAY },
    ]);
  });

  it('units that are held count as taken', () => {
    const books = sampleBooks();
    const results = books.at(0, reserve('1', { units: 6 }), spend('2', { units: 5 }), spend('3', { units: 4 }));
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  it('two limits of one window count a unit once', () => {
    // A billing period without a subscription is the calendar month: `period` and `month` then name the same window.
    const policy = limits([WINDOW, 10], [WINDOW, 8]);
    const books = sampleBooks();
    expect(books.at(0, spend('1', { units: 3, policy }), reserve('2', { units: 2, policy })).map(({ ok }) => ok)).toEqual([true, true]);
    expect(books.account()).toMatchObject({ used: 3, reserved: 2 });
    const more = books.at(0, commit('2', { policy }), spend('3', { units: 4, policy }), spend('4', { units: 3, policy }));
    expect(more.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(books.account()).toMatchObject({ used: 8, reserved: 0 });
    books.at(0, refund('4'));
    expect(books.account()).toMatchObject({ used: 5 });
  });

  it('overrun in shadow takes no room from anyone', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 14, policy: shadow(10) }), spend('2', { units: 3, policy: shadow(10) }));
    expect(books.account()).toMatchObject({ reserved: 10, used: 0, overrun: 3 });
    books.at(1, commit('1', { policy: shadow(10) }));
    expect(books.account()).toMatchObject({ reserved: 0, used: 10, overrun: 7 });
    expect(books.events.map(({ units, billableUnits }) => [units, billableUnits])).toEqual([
      [3, 0],
      [14, 0],
    ]);
  });
});

describe('sums near 2^53', () => {
  const free = { policy: allow(null) };
  const priced = { policy: price(0, null) };
  const silent = { policy: shadow(0) };
  const both = { policy: limits([DAY, null], [WINDOW, null]) };
  const [most, units] = [{ ...free, units: MAX_UNITS }, MAX_UNITS];
  it.each<[string, LedgerCommand[], LedgerCommand]>([
    ['spend past it', [spend('1', most)], spend('2', free)],
    ['record past it', [spend('1', most)], record('2', free)],
    ['reserve past it', [spend('1', { ...free, units: 5 })], reserve('2', most)],
    ['reserve overage past it', [reserve('1', { ...priced, units })], reserve('2', priced)],
    ['a second limit that is fuller than the first', [spend('1', most)], spend('2', both)],
    ['commit more than was reserved', [spend('1', { ...free, units: units - 1 }), reserve('2', free)], commit('2', { ...free, units: 2 })],
    ['commit overrun that was held', [reserve('1', { ...silent, units }), record('2', silent)], commit('1', silent)],
    ['extend past it', [spend('1', { ...free, units: units - 1 }), reserve('2', free)], extend('2', { ...free, units: 2 })],
    ['grant past it', [grant('1', MAX_UNITS)], grant('2', 1)],
  ])('%s is refused and changes nothing', (_, before, command) => {
    const books = sampleBooks();
    expect(books.at(0, ...before).every(({ ok }) => ok)).toBe(true);
    const all = books.all();
    expect(books.at(1, command)).toEqual([{ ok: false, reason: 'too_large' }]);
    expect(books.all()).toBe(all);
  });

  it('a late commit past it is refused and changes nothing', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { ...free, units: 5, ttlMs: 100 }));
    books.at(100, spend('2', most));
    expect(books.at(101, commit('1', free))).toEqual([{ ok: false, reason: 'too_large' }]);
    expect(books.entry('1')?.state).toBe('expired');
  });

  it('a reservation up to it can be committed whole', () => {
    const books = sampleBooks();
    books.at(0, spend('1', priced), reserve('2', { ...priced, units: MAX_UNITS - 2 }), extend('2', { ...priced, units: MAX_UNITS - 1 }));
    expect(books.at(1, commit('2', priced))).toMatchObject([{ ok: true }]);
    expect(books.account()).toMatchObject({ overage: MAX_UNITS, overageReserved: 0 });
  });
});

describe('a command that no store can keep', () => {
  const bad = (limit: number): Policy => ({ limits: [{ window: WINDOW, units: limit }], overage: 'block' });
  it.each<[string, LedgerCommand]>([
    ...[0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_UNITS + 1].flatMap<[string, LedgerCommand]>((units) => [
      [`spend ${units}`, spend('bad', { units })],
      [`record ${units}`, record('bad', { units })],
      [`reserve ${units}`, reserve('bad', { units })],
      [`extend to ${units}`, extend('held', { units })],
      [`commit ${units}`, commit('held', { units })],
      [`grant ${units}`, grant('bad', units)],
      [`reserve for ${units} ms`, reserve('bad', { ttlMs: units })],
      [`extend for ${units} ms`, extend('held', { ttlMs: units })],
    ]),
    ['reserve for longer than a clock can count', reserve('bad', { ttlMs: MAX_UNITS })],
    ['a limit that is no whole number', spend('bad', { policy: bad(0.5) })],
    ['a limit below 0', reserve('bad', { policy: bad(-1) })],
    ['a cap that is no number', commit('held', { policy: price(1, Number.NaN) })],
    ['no id', spend('')],
    ['an id with a control character', refund('a\u0000b')],
    ['no customer', grant('bad', 1, { customerId: '' })],
    ['a user with half a character', record('bad', { userId: 'a\ud800' })],
    ['an event id of endless length', spend('bad', { eventId: 'e'.repeat(10_000) })],
    ['a meter with a control character', reserve('bad', { meter: 'a\nb' })],
  ])('%s is refused by itself, and the rest of its batch is not', (_, command) => {
    const books = sampleBooks();
    books.at(0, reserve('held', { units: 2 }));
    expect(books.at(1, spend('1'), command, spend('2'))).toMatchObject([{ ok: true }, { ok: false, reason: 'invalid' }, { ok: true }]);
    expect(books.entry('held')).toMatchObject({ state: 'reserved', units: 2 });
    expect(books.account()).toMatchObject({ used: 2, reserved: 2 });
    expect(books.events).toHaveLength(2);
  });
});
