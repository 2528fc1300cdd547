import { describe, expect, it } from 'vitest';
import { sampleBooks } from '../testing/store-contract/kept-books.ts';
import { allow, commit, extend, grant, price, release, reserve, shadow, spend, WINDOW } from '../testing/store-contract/sample-commands.ts';
import type { LedgerCommand, Policy } from './command.ts';
import type { Split } from './entry.ts';

const DAY = 'day:2026-11-20';
const NEXT = 'month:2026-12';

const split = (...[allowance, credits = 0, overage = 0, overrun = 0]: [number, number?, number?, number?]): Split => {
  return { allowance, credits, overage, overrun };
};
const twice = (...[one, other]: [number, number]): Policy => ({ ...allow(one), limits: [...allow(one).limits, ...allow(other).limits] });
const withDay = (policy: Policy, units: number): Policy => ({ ...policy, limits: [...policy.limits, { window: DAY, units }] });

describe('commit', () => {
  it.each<[string, number | null, Split]>([
    ['what was reserved', null, split(10, 3, 2)],
    ['less: overage returns first', 14, split(10, 3, 1)],
    ['less: then credits', 11, split(10, 1)],
    ['less: then the allowance', 4, split(4)],
    ['more: admitted on top', 16, split(10, 3, 3)],
    ['more than fits: overrun', 20, split(10, 3, 5, 2)],
  ])('%s', (_, units, expected) => {
    const policy = price(10, 5);
    const books = sampleBooks();
    books.at(0, grant('order', 3), reserve('1', { units: 15, policy }));
    const [result] = books.at(1, commit('1', { units, policy }));
    expect(result).toMatchObject({ ok: true, entry: { state: 'committed', split: expected, units: units ?? 15, settledAt: 1 } });
    expect(books.account()).toEqual({
      ...{ customerId: 'acme', meter: 'jobs', window: WINDOW, granted: 0, reserved: 0, overageReserved: 0 },
      ...{ used: expected.allowance, fromCredits: expected.credits, overage: expected.overage, overrun: expected.overrun },
    });
    expect(books.credits()).toMatchObject({ granted: 3, used: expected.credits, reserved: 0 });
  });

  it.each<[string, number, 'reserved' | 'expired']>([
    ['a millisecond before its end', 99, 'reserved'],
    ['at its end', 100, 'expired'],
    ['after its end', 101, 'expired'],
  ])('a reservation %s', (_, now, state) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 8, ttlMs: 100 }));
    books.at(now);
    expect(books.entry('1')?.state).toBe(state);
    expect(books.at(now, commit('1'))).toMatchObject([{ ok: true, entry: { late: state === 'expired', split: split(8) } }]);
  });

  it.each<[string, Policy, Policy, Split]>([
    ['shrank: what was reserved is honoured, and no more', allow(10), allow(5), split(8, 0, 0, 22)],
    ['grew: the excess is admitted', allow(10), allow(50), split(30)],
    ['grew and counts by day too: the month that both know admits it', allow(10), withDay(allow(50), 5), split(30)],
    ['shrank and counts by day no more: the month admits no more', withDay(allow(100), 90), allow(9), split(9, 0, 0, 21)],
    ['counts by day no more: the day of the reservation still holds', withDay(allow(100), 12), allow(100), split(12, 0, 0, 18)],
    ['has a price now', allow(10), price(10, null), split(10, 0, 20)],
    ['has a price, but for another window', allow(10), { ...allow(10, NEXT), overage: { cap: null } }, split(10, 0, 0, 20)],
    ['is of another window: the plan of the reservation stands', price(10, 5), allow(90, NEXT), split(10, 0, 5, 15)],
    ['names one window twice: the tighter one holds', allow(10), twice(50, 20), split(20, 0, 0, 10)],
  ])('under a plan that %s', (...[, before, after, expected]) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 8, policy: before }));
    expect(books.at(1, commit('1', { units: 30, policy: after }))).toMatchObject([{ entry: { split: expected } }]);
    expect(books.account()).toMatchObject({ used: expected.allowance, reserved: 0, overrun: expected.overrun });
    expect(books.account(NEXT)).toMatchObject({ used: 0, reserved: 0, overage: 0 });
  });

  it('again is the same answer with the same units, and a conflict with others', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 5 }));
    const [first] = books.at(1, commit('1', { units: 3 }));
    const again = { ...first, repeated: true };
    const others = books.at(2, commit('1', { units: 3 }), commit('1'), commit('1', { units: 5 }));
    expect(others).toEqual([again, again, { ok: false, reason: 'conflict' }]);
  });
});

describe('extend', () => {
  it('names the units that are held afterwards, so that it counts once however often it comes', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 2 }));
    const [first] = books.at(1, extend('1', { units: 7 }));
    expect(first).toMatchObject({ ok: true, repeated: false, entry: { requested: 2, units: 7, split: split(7) } });
    const all = books.all();
    expect(books.at(2, extend('1', { units: 7 }), extend('1', { units: 3 }), extend('1'))).toEqual(
      [1, 2, 3].map(() => ({ ...first, repeated: true })),
    );
    expect(books.all()).toBe(all);
    expect(books.account()).toMatchObject({ reserved: 7 });
  });

  it('takes from allowance, credits and overage in that order, and what is left of it returns from there', () => {
    const policy = price(10, 4);
    const books = sampleBooks();
    books.at(0, grant('order', 3), reserve('1', { units: 8, policy }));
    expect(books.at(1, extend('1', { units: 16, policy }))).toMatchObject([{ entry: { split: split(10, 3, 3) } }]);
    expect(books.account()).toMatchObject({ reserved: 10, overageReserved: 3 });
    expect(books.credits()).toMatchObject({ reserved: 3 });
    books.at(2, release('1'));
    expect(books.account()).toMatchObject({ reserved: 0, overageReserved: 0 });
    expect(books.credits()).toMatchObject({ reserved: 0 });
  });

  it.each<[string, Policy, Policy, number, number]>([
    ['does not fit', allow(10), allow(10), 9, 8],
    ['would fit only under the old plan', allow(10), allow(4), 3, 2],
    ['would fit only in the window that came after', allow(10), allow(90, NEXT), 9, 8],
  ])('is refused without an effect when it %s', (...[, before, after, needed, remaining]) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 2, policy: before }));
    const all = books.all();
    const [result] = books.at(1, extend('1', { units: 2 + needed, ttlMs: 90_000, policy: after }));
    expect(result).toEqual({ ok: false, reason: 'limit_reached', needed, remaining, window: WINDOW });
    expect(books.all()).toBe(all);
    expect(books.at(2, extend('1', { units: 11, policy: allow(11) }))).toMatchObject([{ ok: true, entry: { units: 11 } }]);
  });

  it('in shadow is never refused, and what does not fit is overrun of the commit', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 8 }), extend('1', { units: 15, policy: shadow(10) }));
    expect(books.entry('1')).toMatchObject({ units: 15, split: split(10, 0, 0, 5) });
    expect(books.account()).toMatchObject({ reserved: 10, overrun: 0 });
    expect(books.at(1, extend('1', { units: 16 }))).toMatchObject([{ ok: false, reason: 'limit_reached', needed: 1, remaining: 0 }]);
    expect(books.at(2, commit('1', { units: 12 }))).toMatchObject([{ entry: { units: 12, split: split(10, 0, 0, 2) } }]);
    expect(books.account()).toMatchObject({ reserved: 0, used: 10, overrun: 2 });
  });

  it.each<[string, number, number | null, number]>([
    ['later', 40, 100, 140],
    ['never sooner', 40, 10, 100],
    ['as before when it names no time', 40, null, 100],
  ])('makes the end %s', (...[, now, ttlMs, expiresAt]) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 8, ttlMs: 100 }));
    expect(books.at(now, extend('1', { ttlMs }))).toMatchObject([{ ok: true, entry: { expiresAt, units: 8, state: 'reserved' } }]);
  });

  it('holds for longer even when the plan has shrunk below what is held', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 8, ttlMs: 100 }));
    expect(books.at(50, extend('1', { ttlMs: 100, policy: allow(1) }))).toMatchObject([{ ok: true, entry: { expiresAt: 150 } }]);
    expect(books.at(120, commit('1', { policy: allow(1) }))).toMatchObject([{ ok: true, entry: { late: false, split: split(8) } }]);
  });

  it.each<[string, LedgerCommand[], number]>([
    ['expired', [], 60_000],
    ['was released', [release('1')], 1],
    ['was committed', [commit('1')], 1],
  ])('does not revive what %s', (_, ending, now) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 2 }));
    books.at(now, ...ending);
    const all = books.all();
    expect(books.at(now, extend('1', { units: 5, ttlMs: 100 }))).toMatchObject([{ ok: false, reason: 'resolved' }]);
    expect(books.all()).toBe(all);
  });

  it('is followed by commit, late or not, of all that is held', () => {
    for (const now of [1, 60_000]) {
      const books = sampleBooks();
      books.at(0, reserve('1', { units: 2 }), extend('1', { units: 7 }));
      expect(books.at(now, commit('1'))).toMatchObject([{ ok: true, entry: { units: 7, split: split(7) } }]);
      expect(books.account()).toMatchObject({ used: 7, reserved: 0 });
    }
  });

  it('does not change what the reservation answers to its own command', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 2 }), extend('1', { units: 7 }));
    const again = books.at(1, reserve('1', { units: 2 }), reserve('1', { units: 7 }), spend('2'), extend('2', { units: 3 }));
    expect(again).toMatchObject([
      { ok: true, repeated: true, entry: { units: 7 } },
      { ok: false, reason: 'conflict' },
      { ok: true },
      { ok: false, reason: 'not_found' },
    ]);
  });
});

describe('release', () => {
  it('returns each part to its origin', () => {
    const books = sampleBooks();
    books.at(0, grant('order', 3), reserve('1', { units: 15, policy: price(10, null) }));
    expect(books.account()).toMatchObject({ reserved: 10, overageReserved: 2 });
    expect(books.credits()).toMatchObject({ reserved: 3 });
    books.at(1, release('1'));
    expect(books.account()).toMatchObject({ reserved: 0, overageReserved: 0, used: 0, overage: 0 });
    expect(books.credits()).toMatchObject({ reserved: 0, used: 0, granted: 3 });
  });

  it.each<[string, number, LedgerCommand[]]>([
    ['released', 1, [release('1')]],
    ['expired', 60_000, []],
  ])('%s units can be held again under the same id, and only as many', (_, now, ending) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 5 }));
    books.at(now, ...ending);
    expect(books.at(now, reserve('1', { units: 6 }))).toEqual([{ ok: false, reason: 'conflict' }]);
    expect(books.at(now, reserve('1', { units: 5 }))).toMatchObject([
      { ok: true, repeated: false, entry: { createdAt: now, expiresAt: now + 60_000, settledAt: null, attempt: 2 } },
    ]);
    expect(books.account()).toMatchObject({ reserved: 5 });
    expect(books.at(now + 1, commit('1'))).toMatchObject([{ ok: true, entry: { late: false, attempt: 2 } }]);
    expect(books.account()).toMatchObject({ reserved: 0, used: 5 });
  });

  it('of an expired reservation changes nothing', () => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 5 }));
    expect(books.at(60_000, release('1'))).toMatchObject([{ ok: true, repeated: true, entry: { state: 'expired' } }]);
    expect(books.account()).toMatchObject({ reserved: 0 });
  });

  it.each<[string, LedgerCommand[], object]>([
    ['holds them', [], { state: 'reserved', units: 5 }],
    ['holds more of them by now', [extend('1', { units: 9 })], { state: 'reserved', units: 9 }],
    ['used them', [commit('1')], { state: 'committed', units: 5 }],
    ['gave them back', [release('1', { attempt: 2 })], { state: 'released' }],
  ])('by a worker whose time was over leaves the units of the one that %s', (_, second, expected) => {
    const books = sampleBooks();
    books.at(0, reserve('1', { units: 5 }));
    books.at(60_000, reserve('1', { units: 5, userId: 'member' }), ...second);
    const all = books.all();
    expect(books.at(60_001, release('1', { attempt: 1 }))).toMatchObject([
      { ok: true, repeated: true, entry: { attempt: 2, ...expected } },
    ]);
    expect(books.all()).toBe(all);
  });

  it('by the one that holds them, or by one that names no attempt, frees them', () => {
    for (const attempt of [2, null]) {
      const books = sampleBooks();
      books.at(0, reserve('1', { units: 5 }), release('1', { attempt: 1 }), reserve('1', { units: 5 }));
      expect(books.at(1, release('1', { attempt }))).toMatchObject([{ ok: true, repeated: false, entry: { state: 'released' } }]);
      expect(books.account()).toMatchObject({ reserved: 0 });
    }
  });
});
