import { hourOf, type Writes } from '../../ledger/books.ts';
import type { Entry, HistoryChange, UsageEvent } from '../../ledger/entry.ts';
import { textOfAccount } from './account-text.ts';
import type { Parameters } from './commands.ts';
import { type ChangedBooks, type CustomerBooks, dueOf } from './customer-books.ts';
import { textOfEntry } from './entry-text.ts';

const NOBODY = { stamp: 0, version: 0 };

/** What is to be written, and what must be there for it. */
export interface Posting {
  readonly now: number | null;
  readonly at: number;
  /** How long to wait for a lock, in milliseconds; null for those who hold the locks. */
  readonly patienceMs: number | null;
  readonly stamp: number;
  /** All customers on whose books the decision rests. */
  readonly before: ReadonlyMap<string, CustomerBooks>;
  readonly after: ReadonlyMap<string, ChangedBooks>;
  readonly writes: Writes;
  /** Entries that must not be there, because the decision took them for new ones. */
  readonly absent: readonly Pick<Entry, 'customerId' | 'id'>[];
  /** Whether an entry is there already. */
  readonly isOld: (entry: Entry) => boolean;
}

/** The parameters of `post-books`. */
export function postParameters({ now, at, patienceMs, stamp, before, after, writes, absent, isOld }: Posting): Parameters {
  const fresh = writes.entries.filter((entry) => !isOld(entry));
  const old = fresh.length === writes.entries.length ? [] : writes.entries.filter(isOld);
  return {
    now,
    at,
    patienceMs,
    stamp,
    ...customerLists(before, after),
    ...checkLists(before, after),
    absentCustomers: texts(absent.map(({ customerId }) => customerId)),
    absentIds: texts(absent.map(({ id }) => id)),
    ...newLists(fresh, after, at),
    ...oldLists(old),
    ...journalLists(writes, fresh, at),
  };
}

function customerLists(before: Posting['before'], after: Posting['after']): Parameters {
  const ids: string[] = [];
  const stamps: number[] = [];
  const raises: number[] = [];
  const dues: (number | null)[] = [];
  const accounts: string[] = [];
  const cold: string[] = [];
  for (const [customerId, { books, cold: leaving }] of after) {
    const { stamp, version } = before.get(customerId) ?? NOBODY;
    ids.push(customerId);
    stamps.push(stamp);
    raises.push(books.version - version);
    dues.push(books.dueAt);
    accounts.push(`[${books.accounts.map(textOfAccount).join()}]`);
    for (const account of leaving) cold.push(`[${JSON.stringify(customerId)},${textOfAccount(account)}]`);
  }
  return {
    customers: texts(ids),
    stamps: numbers(stamps),
    raises: numbersUnless(raises, 1),
    dues: numbersUnless(dues, null),
    accounts: texts(accounts),
    cold: cold.length === 0 ? null : `[${cold.join()}]`,
  };
}

function checkLists(before: Posting['before'], after: Posting['after']): Parameters {
  const unchanged = before.size === after.size ? [] : [...before].filter(([customerId]) => !after.has(customerId));
  return {
    checked: texts(unchanged.map(([customerId]) => customerId)),
    checkedStamps: numbers(unchanged.map(([, { stamp }]) => stamp)),
  };
}

function newLists(entries: readonly Entry[], after: Posting['after'], at: number): Parameters {
  return {
    newCustomers: isOneOfEach(entries, after) ? null : texts(entries.map(({ customerId }) => customerId)),
    newIds: texts(entries.map(({ id }) => id)),
    newDues: numbersUnless(entries.map(dueOf), null),
    newSettled: numbersUnless(entries.map(ageOf), at),
    newEntries: texts(entries.map(textOfEntry)),
  };
}

function isOneOfEach(entries: readonly Entry[], after: Posting['after']): boolean {
  if (entries.length !== after.size) return false;
  const customers = after.keys();
  return entries.every(({ customerId }) => customerId === customers.next().value);
}

function oldLists(entries: readonly Entry[]): Parameters {
  return {
    oldCustomers: texts(entries.map(({ customerId }) => customerId)),
    oldIds: texts(entries.map(({ id }) => id)),
    oldDues: numbersUnless(entries.map(dueOf), null),
    oldSettled: numbers(entries.map(ageOf)),
    oldEntries: texts(entries.map(textOfEntry)),
  };
}

/** From when the age of an answer counts; a grant's never does. */
function ageOf({ kind, settledAt }: Entry): number | null {
  return kind === 'grant' ? null : settledAt;
}

// What an event says of the history, it says itself. What is the same as of the new entries is not said twice.
function journalLists({ events, history }: Writes, fresh: readonly Entry[], at: number): Parameters {
  const all = [...events, ...history.slice(events.length).map(eventOfAmendment)];
  const isOfEntry = (same: (entry: Entry, event: UsageEvent) => boolean) =>
    all.length === fresh.length && fresh.every((entry, index) => same(entry, all[index] as UsageEvent));
  return {
    events: events.length,
    eventIds: isOfEntry((entry, { id }) => entry.id === id) ? null : texts(all.map(({ id }) => id)),
    eventCustomers: isOfEntry((entry, { customerId }) => entry.customerId === customerId)
      ? null
      : texts(all.map(({ customerId }) => customerId)),
    eventUsers: texts(all.map(({ userId }) => userId ?? '')),
    eventMeters: texts(all.map(({ meter }) => meter)),
    eventUnits: numbers(all.map(({ units }) => units)),
    eventBillable: numbersUnless(
      all.map(({ billableUnits }) => billableUnits),
      0,
    ),
    eventHours: numbersUnless(
      all.map((event) => hourOf(event.at)),
      hourOf(at),
    ),
  };
}

function eventOfAmendment({ hour, ...change }: HistoryChange): UsageEvent {
  return { ...change, id: '', billableUnits: 0, at: hour };
}

// No id and no JSON holds the control character.
function texts(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join('\u001f');
}

function numbers(values: readonly (number | null)[]): string | null {
  return values.length === 0 ? null : `{${values.map((value) => value ?? 'NULL').join()}}`;
}

/** Null when all of them are as usual. */
function numbersUnless(values: readonly (number | null)[], usual: number | null): string | null {
  return values.every((value) => value === usual) ? null : numbers(values);
}
