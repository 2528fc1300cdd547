import { MAX_UNITS } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { keepBooks } from '../testing/store-contract/kept-books.ts';
import { CREDITS_WINDOW } from './account.ts';
import type { LedgerCommand, Policy } from './command.ts';
import type { Split } from './entry.ts';

const MONTH = 'month:2026-11';
const DAY = 'day:2026-11-20';
const WHO = { customerId: 'acme', userId: null, meter: 'jobs' };

const upTo = (units: number | null, overage: Policy['overage'] = 'block'): Policy => ({ limits: [{ window: MONTH, units }], overage });
const spend = (id: string, units: number, policy: Policy): LedgerCommand => ({
  kind: 'spend',
  ...WHO,
  id,
  units,
  policy,
  eventId: `e-${id}`,
});
const record = (id: string, units: number, policy: Policy): LedgerCommand => ({
  kind: 'record',
  ...WHO,
  id,
  units,
  policy,
  eventId: `e-${id}`,
});
const reserve = (id: string, units: number, policy: Policy): LedgerCommand => ({
  kind: 'reserve',
  ...WHO,
  id,
  units,
  policy,
  ttlMs: 100,
});
const commit = (id: string, units: number | null, policy: Policy): LedgerCommand => ({
  kind: 'commit',
  customerId: 'acme',
  id,
  units,
  policy,
  eventId: `e-${id}`,
});
const release = (id: string): LedgerCommand => ({ kind: 'release', customerId: 'acme', id });
const grant = (id: string, units: number): LedgerCommand => ({ kind: 'grant', customerId: 'acme', meter: 'jobs', id, units });
const split = (...[allowance, credits = 0, overage = 0, overrun = 0]: [number, number?, number?, number?]): Split => {
  return { allowance, credits, overage, overrun };
};

/** Books of one customer. */
function ledger() {
  const books = keepBooks();
  return {
    at: (now: number, ...commands: LedgerCommand[]) => books.apply(commands, now),
    account: (window = MONTH) => books.account('acme', window),
    entry: (id: string) => books.entry('acme', id),
  };
}

describe('where units come from', () => {
  it.each<[string, Policy, number, Split | 'limit_reached']>([
    ['all from the allowance', upTo(10), 10, split(10)],
    ['one more than the allowance, no credits', upTo(10), 11, split(10, 1)],
    ['allowance and all credits', upTo(10), 15, split(10, 5)],
    ['more than allowance and credits, blocked', upTo(10), 16, 'limit_reached'],
    ['more than allowance and credits, priced', upTo(10, { cap: null }), 19, split(10, 5, 4)],
    ['overage up to its cap', upTo(10, { cap: 4 }), 19, split(10, 5, 4)],
    ['overage past its cap', upTo(10, { cap: 4 }), 20, 'limit_reached'],
    ['an empty allowance', upTo(0), 5, split(0, 5)],
    ['no limit', upTo(null), 1_000_000, split(1_000_000)],
  ])('%s', (...[, policy, units, expected]) => {
    const books = ledger();
    books.at(0, grant('order', 5));
    const [result] = books.at(1, spend('1', units, policy));
    if (expected === 'limit_reached') expect(result).toMatchObject({ ok: false, reason: expected });
    else expect(result).toMatchObject({ ok: true, entry: { split: expected, units } });
  });

  it('a refusal says how much would fit, and in which window', () => {
    const policy: Policy = {
      limits: [
        { window: MONTH, units: 100 },
        { window: DAY, units: 3 },
      ],
      overage: 'block',
    };
    const books = ledger();
    books.at(0, grant('order', 2), spend('1', 1, policy));
    expect(books.at(0, spend('2', 5, policy))).toEqual([{ ok: false, reason: 'limit_reached', needed: 5, remaining: 4, window: DAY }]);
  });

  it('units that are held count as taken', () => {
    const books = ledger();
    expect(books.at(0, reserve('1', 6, upTo(10)), spend('2', 5, upTo(10)), spend('3', 4, upTo(10))).map(({ ok }) => ok)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('two limits of one window count a unit once', () => {
    // A billing period without a subscription is the calendar month: `period` and `month` then name the same window.
    const policy: Policy = {
      limits: [
        { window: MONTH, units: 10 },
        { window: MONTH, units: 8 },
      ],
      overage: 'block',
    };
    const books = ledger();
    expect(books.at(0, spend('1', 3, policy), reserve('2', 2, policy)).map(({ ok }) => ok)).toEqual([true, true]);
    expect(books.account()).toMatchObject({ used: 3, reserved: 2 });
    expect(books.at(0, commit('2', null, policy), spend('3', 4, policy), spend('4', 3, policy)).map(({ ok }) => ok)).toEqual([
      true,
      false,
      true,
    ]);
    expect(books.account()).toMatchObject({ used: 8, reserved: 0 });
  });
});

describe('commit', () => {
  it.each<[string, number | null, Split]>([
    ['what was reserved', null, split(10, 3, 2)],
    ['less: overage returns first', 14, split(10, 3, 1)],
    ['less: then credits', 11, split(10, 1)],
    ['less: then the allowance', 4, split(4)],
    ['nothing', 0, split(0)],
    ['more: admitted on top', 16, split(10, 3, 3)],
    ['more than fits: overrun', 20, split(10, 3, 5, 2)],
  ])('%s', (_, units, expected) => {
    const policy = upTo(10, { cap: 5 });
    const books = ledger();
    books.at(0, grant('order', 3), reserve('1', 15, policy));
    const [result] = books.at(1, commit('1', units, policy));
    expect(result).toMatchObject({ ok: true, entry: { state: 'committed', split: expected, units: units ?? 15 } });
    expect(books.account()).toEqual({
      ...{ customerId: 'acme', meter: 'jobs', window: MONTH, granted: 0, reserved: 0, overageReserved: 0 },
      ...{ used: expected.allowance, fromCredits: expected.credits, overage: expected.overage, overrun: expected.overrun },
    });
    expect(books.account(CREDITS_WINDOW)).toMatchObject({ granted: 3, used: expected.credits, reserved: 0 });
  });

  it('a plan that shrank meanwhile still honours what was reserved, and no more', () => {
    const books = ledger();
    books.at(0, reserve('1', 8, upTo(10)));
    expect(books.at(1, commit('1', 9, upTo(5)))).toMatchObject([{ entry: { split: split(8, 0, 0, 1) } }]);
  });

  it('a plan that grew meanwhile admits the excess', () => {
    const books = ledger();
    books.at(0, reserve('1', 8, upTo(10)));
    expect(books.at(1, commit('1', 30, upTo(50)))).toMatchObject([{ entry: { split: split(30) } }]);
  });

  it.each<[string, number, 'reserved' | 'expired']>([
    ['a millisecond before its end', 99, 'reserved'],
    ['at its end', 100, 'expired'],
    ['after its end', 101, 'expired'],
  ])('a reservation %s', (_, now, state) => {
    const books = ledger();
    books.at(0, reserve('1', 8, upTo(10)));
    books.at(now);
    expect(books.entry('1')?.state).toBe(state);
    expect(books.at(now, commit('1', null, upTo(10)))).toMatchObject([{ ok: true, entry: { late: state === 'expired', split: split(8) } }]);
  });
});

describe('sums near 2^53', () => {
  const free = upTo(null);
  const priced = upTo(0, { cap: null });
  const both: Policy = {
    limits: [
      { window: DAY, units: null },
      { window: MONTH, units: null },
    ],
    overage: 'block',
  };
  it.each<[string, LedgerCommand[], LedgerCommand]>([
    ['spend past it', [spend('1', MAX_UNITS, free)], spend('2', 1, free)],
    ['record past it', [spend('1', MAX_UNITS, free)], record('2', 1, free)],
    ['reserve past it', [spend('1', 5, free)], reserve('2', MAX_UNITS, free)],
    ['reserve overage past it', [reserve('1', MAX_UNITS, priced)], reserve('2', 1, priced)],
    ['a second limit that is fuller than the first', [spend('1', MAX_UNITS, free)], spend('2', 1, both)],
    ['commit more than was reserved', [spend('1', MAX_UNITS - 1, free), reserve('2', 1, free)], commit('2', 2, free)],
    ['grant past it', [grant('1', MAX_UNITS)], grant('2', 1)],
  ])('%s is refused and changes nothing', (_, before, command) => {
    const books = ledger();
    expect(books.at(0, ...before).every(({ ok }) => ok)).toBe(true);
    const account = books.account();
    expect(books.at(1, command)).toEqual([{ ok: false, reason: 'too_large' }]);
    expect(books.account()).toEqual(account);
  });

  it('a late commit past it is refused and changes nothing', () => {
    const books = ledger();
    books.at(0, reserve('1', 5, free));
    books.at(100, spend('2', MAX_UNITS, free));
    expect(books.at(101, commit('1', null, free))).toEqual([{ ok: false, reason: 'too_large' }]);
    expect(books.entry('1')?.state).toBe('expired');
  });

  it('a reservation up to it can be committed whole', () => {
    const books = ledger();
    books.at(0, spend('1', 1, priced), reserve('2', MAX_UNITS - 1, priced));
    expect(books.at(1, commit('2', null, priced))).toMatchObject([{ ok: true }]);
    expect(books.account()).toMatchObject({ overage: MAX_UNITS, overageReserved: 0 });
  });
});

describe('release', () => {
  it('returns each part to its origin', () => {
    const books = ledger();
    const policy = upTo(10, { cap: null });
    books.at(0, grant('order', 3), reserve('1', 15, policy));
    expect(books.account()).toMatchObject({ reserved: 10, overageReserved: 2 });
    expect(books.account(CREDITS_WINDOW)).toMatchObject({ reserved: 3 });
    books.at(1, release('1'));
    expect(books.account()).toMatchObject({ reserved: 0, overageReserved: 0, used: 0, overage: 0 });
    expect(books.account(CREDITS_WINDOW)).toMatchObject({ reserved: 0, used: 0, granted: 3 });
  });

  it.each<[string, number, LedgerCommand[]]>([
    ['released', 1, [release('1')]],
    ['expired', 100, []],
  ])('%s units can be held again under the same id, and only as many', (_, now, ending) => {
    const books = ledger();
    books.at(0, reserve('1', 5, upTo(10)));
    books.at(now, ...ending);
    expect(books.at(now, reserve('1', 6, upTo(10)))).toEqual([{ ok: false, reason: 'conflict' }]);
    expect(books.at(now, reserve('1', 5, upTo(10)))).toMatchObject([
      { ok: true, repeated: false, entry: { createdAt: now, expiresAt: now + 100 } },
    ]);
    expect(books.account()).toMatchObject({ reserved: 5 });
    expect(books.at(now + 1, commit('1', null, upTo(10)))).toMatchObject([{ ok: true, entry: { late: false } }]);
    expect(books.account()).toMatchObject({ reserved: 0, used: 5 });
  });

  it('of an expired reservation changes nothing', () => {
    const books = ledger();
    books.at(0, reserve('1', 5, upTo(10)));
    expect(books.at(100, release('1'))).toMatchObject([{ ok: true, repeated: true, entry: { state: 'expired' } }]);
    expect(books.account()).toMatchObject({ reserved: 0 });
  });
});
