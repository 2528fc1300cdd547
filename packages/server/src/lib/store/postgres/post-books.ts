import { hourOf, type Writes } from '../../ledger/books.ts';
import type { Entry, HistoryChange, UsageEvent } from '../../ledger/entry.ts';
import { textOfAccount } from './account-text.ts';
import type { Parameters, PostgresValue } from './commands.ts';
import { type ChangedBooks, type CustomerBooks, dueOf } from './customer-books.ts';
import { textOfEntry } from './entry-text.ts';

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
    ...entryLists('new', fresh),
    ...entryLists('old', old),
    ...journalLists(writes),
  };
}

function customerLists(before: Posting['before'], after: Posting['after']): Parameters {
  const all = [...after];
  const cold = all.flatMap(([customerId, { cold: accounts }]) =>
    accounts.map((account) => `[${JSON.stringify(customerId)},${textOfAccount(account)}]`),
  );
  return {
    customers: texts(all.map(([customerId]) => customerId)),
    stamps: numbers(all.map(([customerId]) => before.get(customerId)?.stamp ?? 0)),
    raises: numbers(all.map(([customerId, { books }]) => books.version - (before.get(customerId)?.version ?? 0))),
    dues: numbers(all.map(([, { books }]) => books.dueAt)),
    accounts: texts(all.map(([, { books }]) => `[${Array.from(books.accounts.values(), textOfAccount).join()}]`)),
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

function entryLists(which: 'new' | 'old', entries: readonly Entry[]): Record<string, PostgresValue> {
  return {
    [`${which}Customers`]: texts(entries.map(({ customerId }) => customerId)),
    [`${which}Ids`]: texts(entries.map(({ id }) => id)),
    [`${which}Dues`]: numbers(entries.map(dueOf)),
    [`${which}Settled`]: numbers(entries.map(({ kind, settledAt }) => (kind === 'grant' ? null : settledAt))),
    [`${which}Entries`]: texts(entries.map(textOfEntry)),
  };
}

// What an event says of the history, it says itself.
function journalLists({ events, history }: Writes): Parameters {
  const amendments = history.slice(events.length).map(eventOfAmendment);
  const all = [...events, ...amendments];
  return {
    events: events.length,
    eventIds: texts(all.map(({ id }) => id)),
    eventCustomers: texts(all.map(({ customerId }) => customerId)),
    eventUsers: texts(all.map(({ userId }) => userId ?? '')),
    eventMeters: texts(all.map(({ meter }) => meter)),
    eventHours: numbers(all.map(({ at }) => hourOf(at))),
    eventUnits: numbers(all.map(({ units }) => units)),
    eventBillable: numbers(all.map(({ billableUnits }) => billableUnits)),
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
