import { MAX_UNITS } from '@plimsoll/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, accountKey, CREDITS_WINDOW, emptyAccount } from './account.ts';
import type { LedgerCommand, Policy } from './command.ts';
import { decide } from './decide.ts';
import { type Entry, entryKey, type HistoryChange, type Split, type UsageEvent } from './entry.ts';
import type { LedgerResult } from './result.ts';

const WINDOWS = ['month:2026-11', 'month:2026-12'] as const;
const CUSTOMERS = ['acme', 'globex'] as const;
const USERS = ['owner', 'member', null] as const;

interface Step {
  readonly command: LedgerCommand;
  /** Time that passes before it. */
  readonly waitMs: number;
}

/** Books that outlive one decision, with everything that was ever written. */
function ledger() {
  const accounts = new Map<string, Account>();
  const entries = new Map<string, Entry>();
  const events: UsageEvent[] = [];
  const history: HistoryChange[] = [];
  return {
    accounts,
    entries,
    events,
    history,
    apply(commands: readonly LedgerCommand[], now: number): readonly LedgerResult[] {
      const { results, writes } = decide({ accounts: accounts.values(), entries: entries.values() }, commands, now);
      for (const account of writes.accounts) accounts.set(accountKey(account), account);
      for (const entry of writes.entries) entries.set(entryKey(entry), entry);
      events.push(...writes.events);
      history.push(...writes.history);
      return results;
    },
    account: (customerId: string, window: string) => accounts.get(accountKey({ customerId, meter: 'jobs', window })) ?? emptyAccount({ customerId, meter: 'jobs', window }),
  };
}
type Ledger = ReturnType<typeof ledger>;

const smallUnits = fc.integer({ min: 1, max: 12 });
const hugeUnits = fc.oneof(smallUnits, fc.integer({ min: MAX_UNITS - 20, max: MAX_UNITS }));

function steps(units: fc.Arbitrary<number>): fc.Arbitrary<Step[]> {
  const policy: fc.Arbitrary<Policy> = fc.record({
    limits: fc
      .tuple(fc.constantFrom(...WINDOWS), fc.constantFrom(0, 5, 20, 40, null), fc.option(fc.constantFrom(3, 15)))
      .map(([window, most, daily]): Policy['limits'] => [{ window, units: most }, ...(daily === null ? [] : [{ window: 'day:2026-11-20', units: daily }])]),
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
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('grant' as const), customerId, meter: fc.constant('jobs'), units, id: id.map((n) => `order-${n}`) }) },
  );
  return fc.array(fc.record({ command, waitMs: fc.integer({ min: 0, max: 30 }) }), { maxLength: 40, size: 'max' });
}

/** Runs steps one by one; `check` sees the books after each. */
function play(sequence: readonly Step[], check: (books: Ledger, step: { command: LedgerCommand; result: LedgerResult; now: number }) => void = () => {}): Ledger {
  const books = ledger();
  let now = 0;
  for (const { command, waitMs } of sequence) {
    now += waitMs;
    const [result] = books.apply([command], now);
    if (result !== undefined) check(books, { command, result, now });
  }
  return books;
}

const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
const unitsOf = ({ allowance, credits, overage, overrun }: Split) => allowance + credits + overage + overrun;
const windowsOf = (entry: Entry) => entry.policy?.limits.map(({ window }) => window) ?? [];
const primaryOf = (entry: Entry) => entry.policy?.limits[0].window;

/** The account as the sum of the entries that touch it: the model. */
function sumOf(books: Ledger, customerId: string, window: string): Account {
  const own = [...books.entries.values()].filter((entry) => entry.customerId === customerId);
  const sum = (state: Entry['state'], part: keyof Split, touches: (entry: Entry) => boolean) =>
    total(own.filter((entry) => entry.state === state && entry.kind !== 'grant' && touches(entry)).map(({ split }) => split[part]));
  if (window === CREDITS_WINDOW) {
    const granted = total(own.filter(({ kind }) => kind === 'grant').map(({ units }) => units));
    return { ...emptyAccount({ customerId, meter: 'jobs', window }), granted, used: sum('committed', 'credits', () => true), reserved: sum('reserved', 'credits', () => true) };
  }
  const touches = (entry: Entry) => windowsOf(entry).includes(window);
  const primary = (entry: Entry) => primaryOf(entry) === window;
  return {
    ...emptyAccount({ customerId, meter: 'jobs', window }),
    used: sum('committed', 'allowance', touches),
    reserved: sum('reserved', 'allowance', touches),
    fromCredits: sum('committed', 'credits', primary),
    overage: sum('committed', 'overage', primary),
    overageReserved: sum('reserved', 'overage', primary),
    overrun: sum('committed', 'overrun', primary),
  };
}

const ALL_WINDOWS = [...WINDOWS, 'day:2026-11-20', CREDITS_WINDOW];

describe('decide, for any sequence of commands', () => {
  it('accounts are the sums of their entries: what is held is what is open, what is used is what was committed', () => {
    const check = (books: Ledger) => {
      for (const customerId of CUSTOMERS) {
        for (const window of ALL_WINDOWS) expect(books.account(customerId, window)).toEqual(sumOf(books, customerId, window));
      }
      for (const { kind, state, units, split } of books.entries.values()) {
        if (kind !== 'grant' && state !== 'released' && state !== 'expired') expect(unitsOf(split)).toBe(units);
      }
    };
    fc.assert(fc.property(steps(smallUnits), (sequence) => void play(sequence, check)), { numRuns: 150 });
  });

  it('what a limit admits fits it; while more is used than a plan includes, nothing more is admitted', () => {
    const check = (books: Ledger, { command, result }: { command: LedgerCommand; result: LedgerResult }) => {
      if (!result.ok || result.repeated || command.kind === 'release' || command.kind === 'grant') return;
      const { split, state, policy } = result.entry;
      if (split.allowance === 0 || (command.kind === 'commit' && split.overrun === 0 && state === 'committed')) return;
      if (command.kind === 'commit') return;
      for (const { window, units } of policy?.limits ?? []) {
        const { used, reserved } = books.account(command.customerId, window);
        if (units !== null) expect(used + reserved).toBeLessThanOrEqual(units);
      }
    };
    fc.assert(fc.property(steps(smallUnits), (sequence) => void play(sequence, check)), { numRuns: 150 });
  });
});
