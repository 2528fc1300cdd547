import { MAX_UNITS } from '@plimsoll/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeptBooks, keepBooks } from '../testing/store-contract/kept-books.ts';
import { type Account, CREDITS_WINDOW, emptyAccount } from './account.ts';
import type { LedgerCommand, Policy } from './command.ts';
import type { Entry, Split } from './entry.ts';
import type { LedgerResult } from './result.ts';

const WINDOWS = ['month:2026-11', 'month:2026-12'] as const;
const DAY = 'day:2026-11-20';
const CUSTOMERS = ['acme', 'globex'] as const;
const USERS = ['owner', 'member', null] as const;

interface Step {
  readonly command: LedgerCommand;
  /** Time that passes before it. */
  readonly waitMs: number;
}

const smallUnits = fc.integer({ min: 1, max: 12 });
const hugeUnits = fc.oneof(smallUnits, fc.integer({ min: MAX_UNITS - 20, max: MAX_UNITS }));

function steps(units: fc.Arbitrary<number>): fc.Arbitrary<Step[]> {
  const policy: fc.Arbitrary<Policy> = fc.record({
    limits: fc
      .tuple(fc.constantFrom(...WINDOWS), fc.constantFrom(0, 5, 20, 40, null), fc.option(fc.constantFrom(3, 15)))
      .map(([window, most, daily]): Policy['limits'] => [
        { window, units: most },
        ...(daily === null ? [] : [{ window: DAY, units: daily }]),
      ]),
    overage: fc.constantFrom<Policy['overage']>('block', { cap: 6 }, { cap: null }),
  });
  const id = fc.integer({ min: 0, max: 7 }).map(String);
  const customerId = fc.constantFrom(...CUSTOMERS);
  const subject = { customerId, userId: fc.constantFrom(...USERS), meter: fc.constant('jobs'), units, id, policy };
  const eventId = fc.uuid();
  const command: fc.Arbitrary<LedgerCommand> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('spend' as const), ...subject, eventId }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('record' as const), ...subject, eventId }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('reserve' as const), ...subject, ttlMs: fc.integer({ min: 1, max: 80 }) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('commit' as const), customerId, id, units: fc.option(units), policy, eventId }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), customerId, id }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('grant' as const),
        customerId,
        meter: fc.constant('jobs'),
        units,
        id: id.map((n) => `order-${n}`),
      }),
    },
  );
  return fc.array(fc.record({ command, waitMs: fc.integer({ min: 0, max: 30 }) }), { maxLength: 40, size: 'max' });
}

interface Moment {
  readonly books: KeptBooks;
  readonly command: LedgerCommand;
  readonly result: LedgerResult;
  /** How units would be split by a rule written a second time, from the accounts just before the command. */
  readonly expected: Split | null;
  readonly now: number;
}

/** Runs steps one by one; `check` sees the books after each. */
function play(sequence: readonly Step[], check: (moment: Moment) => void = () => undefined): KeptBooks {
  const books = keepBooks();
  let now = 0;
  for (const { command, waitMs } of sequence) {
    now += waitMs;
    books.apply([], now);
    const expected = 'policy' in command && command.kind !== 'commit' ? expectedSplit(books, command) : null;
    const [result] = books.apply([command], now);
    if (result !== undefined) check({ books, command, result, expected, now });
  }
  return books;
}

function expectedSplit(books: KeptBooks, { customerId, units, policy }: { customerId: string; units: number; policy: Policy }): Split {
  const rooms = policy.limits.map((limit) => {
    const { used, reserved } = books.account(customerId, limit.window);
    return limit.units === null ? units : limit.units - used - reserved;
  });
  const prepaid = books.account(customerId, CREDITS_WINDOW);
  const primary = books.account(customerId, policy.limits[0].window);
  const cap = policy.overage === 'block' ? 0 : (policy.overage.cap ?? units + primary.overage + primary.overageReserved);
  let rest = units;
  const take = (room: number) => {
    const taken = Math.min(rest, Math.max(0, room));
    rest -= taken;
    return taken;
  };
  const allowance = take(Math.min(...rooms));
  const credits = take(prepaid.granted - prepaid.used - prepaid.reserved);
  const overage = take(cap - primary.overage - primary.overageReserved);
  return { allowance, credits, overage, overrun: rest };
}

const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);

/** An account as the sum of the entries that touch it. */
function sumOf(books: KeptBooks, customerId: string, window: string): Account {
  const own = [...books.entries.values()].filter((entry) => entry.customerId === customerId);
  const sum = (state: Entry['state'], part: keyof Split, touches: (windows: readonly string[]) => boolean) =>
    total(own.filter((entry) => entry.state === state && touches(windowsOf(entry))).map(({ split }) => split[part]));
  const empty = emptyAccount({ customerId, meter: 'jobs', window });
  if (window === CREDITS_WINDOW) {
    const granted = total(own.filter(({ kind }) => kind === 'grant').map(({ units }) => units));
    return { ...empty, granted, used: sum('committed', 'credits', () => true), reserved: sum('reserved', 'credits', () => true) };
  }
  const any = (windows: readonly string[]) => windows.includes(window);
  const first = (windows: readonly string[]) => windows[0] === window;
  return {
    ...empty,
    used: sum('committed', 'allowance', any),
    reserved: sum('reserved', 'allowance', any),
    fromCredits: sum('committed', 'credits', first),
    overage: sum('committed', 'overage', first),
    overageReserved: sum('reserved', 'overage', first),
    overrun: sum('committed', 'overrun', first),
  };
}

function windowsOf({ policy }: Entry): string[] {
  return policy?.limits.map(({ window }) => window) ?? [];
}

/** All that one customer sees, as text. */
function viewOf(books: KeptBooks, customerId: string): string {
  const entries = [...books.entries.values()].filter((entry) => entry.customerId === customerId);
  return JSON.stringify([ALL_WINDOWS.map((window) => books.account(customerId, window)), entries]);
}

const ALL_WINDOWS = [...WINDOWS, DAY, CREDITS_WINDOW];
const RUNS = { numRuns: 200 };

describe('decide, for any sequence of commands', () => {
  it('accounts are the sums of their entries, so what is held is what is open and what is used is what was committed', () => {
    const check = ({ books }: Moment) => {
      for (const customerId of CUSTOMERS) {
        for (const window of ALL_WINDOWS) expect(books.account(customerId, window)).toEqual(sumOf(books, customerId, window));
      }
    };
    fc.assert(
      fc.property(steps(smallUnits), (sequence) => void play(sequence, check)),
      RUNS,
    );
  });

  it('units are admitted exactly when allowance, credits and overage have room, in that order, under the plan of the moment', () => {
    const check = ({ command, result, expected }: Moment) => {
      if (expected === null || (result.ok && result.repeated)) return;
      if (!result.ok && result.reason === 'conflict') return;
      const fits = expected.overrun === 0 || command.kind === 'record';
      expect(result).toMatchObject(fits ? { ok: true, entry: { split: expected } } : { ok: false, reason: 'limit_reached' });
    };
    fc.assert(
      fc.property(steps(smallUnits), (sequence) => void play(sequence, check)),
      RUNS,
    );
  });

  it('every committed entry has exactly one event with its units and overage, and is counted in exactly one primary window and hour', () => {
    const tell = (row: { customerId: string; userId: string | null; units: number }, id: string | null, billable: number) =>
      JSON.stringify([id, row.customerId, row.userId, row.units, billable]);
    fc.assert(
      fc.property(steps(smallUnits), (sequence) => {
        const books = play(sequence);
        const committed = [...books.entries.values()].filter(({ state, kind }) => state === 'committed' && kind !== 'grant');
        const events = books.events.map((event) => tell(event, event.id, event.billableUnits));
        expect(events.sort()).toEqual(committed.map((entry) => tell(entry, entry.eventId, entry.split.overage)).sort());
        const units = total(books.events.map((event) => event.units));
        const accounts = CUSTOMERS.flatMap((customerId) => WINDOWS.map((window) => books.account(customerId, window)));
        expect(total(accounts.map(({ used, fromCredits, overage, overrun }) => used + fromCredits + overage + overrun))).toBe(units);
        expect(total(books.history.map((change) => change.units))).toBe(units);
      }),
      RUNS,
    );
  });

  it('a command given again changes nothing and gets the same answer, or is refused again', () => {
    const check = ({ books, command, result, now }: Moment) => {
      const before = [viewOf(books, 'acme'), viewOf(books, 'globex'), books.events.length];
      const [again] = books.apply([command], now);
      expect([viewOf(books, 'acme'), viewOf(books, 'globex'), books.events.length]).toEqual(before);
      expect(again).toEqual(result.ok ? { ...result, repeated: true } : result);
    };
    fc.assert(
      fc.property(steps(smallUnits), (sequence) => void play(sequence, check)),
      RUNS,
    );
  });

  it('an ended reservation stays as it ended, but an expired one can be committed late and an unused one held anew', () => {
    const allowed: Record<Entry['state'], readonly Entry['state'][]> = {
      reserved: ['reserved', 'committed', 'released', 'expired'],
      committed: ['committed'],
      released: ['released', 'reserved'],
      expired: ['expired', 'reserved', 'committed'],
    };
    const run = (sequence: readonly Step[]) => {
      let before = new Map<string, Entry>();
      play(sequence, ({ books, command }) => {
        for (const [key, { state }] of before) {
          const entry = books.entries.get(key);
          expect(allowed[state]).toContain(entry?.state);
          if (state !== 'reserved' && entry?.state === 'reserved') expect(command.kind).toBe('reserve');
          if (state === 'expired' && entry?.state === 'committed') expect(entry.late).toBe(true);
        }
        before = new Map(books.entries);
      });
    };
    fc.assert(fc.property(steps(smallUnits), run), RUNS);
  });

  it('a customer sees the same whether or not another one is busy', () => {
    fc.assert(
      fc.property(steps(smallUnits), (sequence) => {
        const without = sequence.map(({ command, waitMs }, index) =>
          command.customerId === 'acme' ? { command, waitMs } : idle(index, waitMs),
        );
        expect(viewOf(play(sequence), 'acme')).toBe(viewOf(play(without), 'acme'));
      }),
      RUNS,
    );
  });

  it('who of a customer asks, and in what batches, changes nothing but the name on the entry', () => {
    fc.assert(
      fc.property(steps(smallUnits), fc.integer({ min: 1, max: 9 }), (sequence, size) => {
        const commands = sequence.map(({ command }) => command);
        const [single, batched] = [keepBooks(), keepBooks()];
        const outcomes = commands.flatMap((command) => single.apply([command], 0)).map(({ ok }) => ok);
        const batchOutcomes: boolean[] = [];
        for (let from = 0; from < commands.length; from += size) {
          const batch = commands.slice(from, from + size).map((command) => ('userId' in command ? { ...command, userId: 'one' } : command));
          batchOutcomes.push(...batched.apply(batch, 0).map(({ ok }) => ok));
        }
        expect(batchOutcomes).toEqual(outcomes);
        for (const window of ALL_WINDOWS) expect(batched.account('acme', window)).toEqual(single.account('acme', window));
      }),
      RUNS,
    );
  });

  it('no count ever leaves 0 to 2^53-1, whatever is asked', () => {
    const check = ({ books }: Moment) => {
      for (const { customerId: _customer, meter: _meter, window: _window, ...counts } of books.accounts.values()) {
        for (const count of Object.values(counts)) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
      }
    };
    fc.assert(
      fc.property(steps(hugeUnits), (sequence) => void play(sequence, check)),
      RUNS,
    );
  });
});

/** A step in which only time passes for the first customer. */
function idle(index: number, waitMs: number): Step {
  return { waitMs, command: { kind: 'grant', customerId: 'bystander', meter: 'jobs', units: 1, id: String(index) } };
}
