import { MAX_UNITS } from '@plimsoll/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeptBooks, keepBooks } from '../testing/store-contract/kept-books.ts';
import { ALL_WINDOWS, anySteps, CUSTOMERS, playSteps, type Step, viewOf } from '../testing/store-contract/play-steps.ts';
import { type Account, CREDITS_WINDOW, emptyAccount } from './account.ts';
import type { Entry, Split } from './entry.ts';

const smallUnits = fc.integer({ min: 1, max: 12 });
const hugeUnits = fc.oneof(smallUnits, fc.integer({ min: MAX_UNITS - 20, max: MAX_UNITS }));
const steps = anySteps(fc, smallUnits);
const RUNS = { numRuns: 200 };

const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
const isCredit = ({ kind }: Pick<Entry, 'kind'>) => kind === 'grant' || kind === 'revoke';
const isCounted = ({ state, kind }: Entry) => !isCredit({ kind }) && (state === 'committed' || state === 'refunded');

/** An account as the sum of the entries that touch it. */
function sumOf(books: KeptBooks, customerId: string, window: string): Account {
  const own = [...books.entries.values()].filter((entry) => entry.customerId === customerId);
  const sum = (part: keyof Split, of: (entry: Entry) => boolean) => total(own.filter(of).map(({ split }) => split[part]));
  const isHeld = ({ state }: Entry) => state === 'reserved';
  const empty = emptyAccount({ customerId, meter: 'jobs', window });
  if (window === CREDITS_WINDOW) {
    const given = own.filter(({ kind }) => kind === 'grant').map(({ units }) => units);
    const taken = own.filter(({ kind }) => kind === 'revoke').map(({ units }) => units);
    const granted = total(given) - total(taken);
    return { ...empty, granted, used: sum('credits', isCounted), reserved: sum('credits', isHeld) };
  }
  const inWindow = (of: typeof isHeld) => (entry: Entry) => of(entry) && windowsOf(entry).includes(window);
  const first = (of: typeof isHeld) => (entry: Entry) => of(entry) && windowsOf(entry)[0] === window;
  return {
    ...empty,
    used: sum('allowance', inWindow(isCounted)),
    reserved: sum('allowance', inWindow(isHeld)),
    fromCredits: sum('credits', first(isCounted)),
    overage: sum('overage', first(isCounted)),
    overageReserved: sum('overage', first(isHeld)),
    overrun: sum('overrun', first(isCounted)),
  };
}

function windowsOf({ policy }: Entry): string[] {
  return policy?.limits.map(({ window }) => window) ?? [];
}

function checkEach(check: (books: KeptBooks) => void): (sequence: readonly Step[]) => void {
  return (sequence) => void playSteps(sequence, { prepare: () => null, check: ({ books }) => check(books) });
}

describe('decide, for any sequence of commands', () => {
  it('accounts are the sums of their entries: what is held is what is open, what is used is what was committed and not refunded', () => {
    const check = checkEach((books) => {
      for (const customerId of CUSTOMERS) {
        for (const window of ALL_WINDOWS) expect(books.account(customerId, window)).toEqual(sumOf(books, customerId, window));
      }
      for (const { kind, split, units } of books.entries.values()) {
        if (!isCredit({ kind })) expect(total(Object.values(split))).toBe(units);
      }
    });
    fc.assert(fc.property(steps, check), RUNS);
  });

  it('every committed entry has exactly one event, of at least one unit, with its overage; a refund adds none', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const committed = new Map<string, number>();
        const check = ({ result }: { result: { ok: boolean; entry?: Entry } }) => {
          if (result.ok && result.entry?.state === 'committed' && !isCredit(result.entry))
            committed.set(`${result.entry.customerId} ${result.entry.id}`, result.entry.units);
        };
        const books = playSteps(sequence, { prepare: () => null, check });
        const entries = [...books.entries.values()].filter(isCounted);
        const expected = entries.map(({ customerId, id, userId, eventId, split }) => {
          return { id: eventId, customerId, userId, units: committed.get(`${customerId} ${id}`), billableUnits: split.overage };
        });
        const byId = (a: { id: string | null }, b: { id: string | null }) => String(a.id).localeCompare(String(b.id));
        const told = books.events.map(({ id, customerId, userId, units, billableUnits }) => ({
          id,
          customerId,
          userId,
          units,
          billableUnits,
        }));
        expect(told.sort(byId)).toEqual(expected.sort(byId));
        expect(told.every(({ units }) => units >= 1)).toBe(true);
      }),
      RUNS,
    );
  });

  it('what was told, less what was refunded, is counted in exactly one primary window and in one hour, which never falls below 0', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        let refunded = 0;
        const books = playSteps(sequence, {
          prepare: () => null,
          check({ command, result, before }) {
            if (command.kind === 'refund' && result.ok) refunded += (before?.units ?? 0) - result.entry.units;
          },
        });
        const counted = total(books.events.map(({ units }) => units)) - refunded;
        const primary = CUSTOMERS.flatMap((customerId) => ALL_WINDOWS.slice(0, 2).map((window) => books.account(customerId, window)));
        expect(total(primary.map(({ used, fromCredits, overage, overrun }) => used + fromCredits + overage + overrun))).toBe(counted);
        const hours = new Map<string, number>();
        for (const { customerId, userId, hour, units } of books.history) {
          const key = [customerId, userId, hour].join();
          hours.set(key, (hours.get(key) ?? 0) + units);
          expect(hours.get(key)).toBeGreaterThanOrEqual(0);
        }
        expect(total([...hours.values()])).toBe(counted);
      }),
      RUNS,
    );
  });

  it('a customer sees the same whether or not another one is busy', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const without = sequence.map(({ command, waitMs }, index) =>
          command.customerId === 'acme' ? { command, waitMs } : idle(index, waitMs),
        );
        expect(viewOf(playSteps(sequence), 'acme')).toBe(viewOf(playSteps(without), 'acme'));
      }),
      RUNS,
    );
  });

  it('who of a customer asks, and in what batches, changes nothing but the name on the entry', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 9 }), (sequence, size) => {
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
    const check = checkEach((books) => {
      for (const { customerId: _customer, meter: _meter, window: _window, ...counts } of books.accounts.values()) {
        for (const count of Object.values(counts)) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
      }
    });
    fc.assert(fc.property(anySteps(fc, hugeUnits), check), RUNS);
  });
});

/** A step in which only time passes for the first customer. */
function idle(index: number, waitMs: number): Step {
  return { waitMs, command: { kind: 'grant', customerId: 'bystander', meter: 'jobs', units: 1, id: String(index) } };
}
