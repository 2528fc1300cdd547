import { type Account, type AccountKey, accountKey, CREDITS_WINDOW } from './account.ts';
import { createAccountTable, createEntryTable } from './book-tables.ts';
import type { LedgerCommand } from './command.ts';
import { type Entry, type EntryKey, entryKey, type HistoryChange, type UsageEvent } from './entry.ts';
import { isWellFormed } from './well-formed.ts';

const HOUR_MS = 3_600_000;

/** What a store must write, all or nothing. */
export interface Writes {
  readonly accounts: readonly Account[];
  readonly entries: readonly Entry[];
  readonly events: readonly UsageEvent[];
  readonly history: readonly HistoryChange[];
}

/** What a store read for a batch: every entry that it names, the due reservations of its meters, and their accounts. */
export interface Loaded {
  readonly accounts: Iterable<Account>;
  readonly entries: Iterable<Entry>;
}

/** The open books of one batch: reads see what the commands before wrote, and all changes are collected. */
export interface Books {
  readonly now: number;
  account(key: AccountKey): Account;
  entry(key: EntryKey): Entry | undefined;
  reservations(): Iterable<Entry>;
  putAccount(account: Account): void;
  putEntry(entry: Entry): void;
  tell(event: UsageEvent): void;
  /** Corrects the history of an hour that is over. */
  amend(change: HistoryChange): void;
  writes(): Writes;
}

/** What a store that reads as it goes has at hand. */
export interface Found {
  /** An account as it is in the store, or undefined when nothing happened in it yet. Asked whenever it is needed. */
  readonly findAccount: (key: AccountKey) => Account | undefined;
  readonly entries: Iterable<Entry>;
}

/** The same for a store that has its entries at hand as well. */
interface FoundAll {
  readonly findAccount: Found['findAccount'];
  readonly findEntry: (key: EntryKey) => Entry | undefined;
  /** Reservations that must end first if their time is over. */
  readonly due: readonly Entry[];
}

/** Opens the books over what a store loaded. */
export function openBooks(loaded: Loaded, now: number): Books {
  const accounts = new Map(Array.from(loaded.accounts, (account) => [accountKey(account), account]));
  return openBooksOn({ findAccount: (key) => accounts.get(accountKey(key)), entries: loaded.entries }, now);
}

/** Opens the books over accounts that are found when they are needed. */
export function openBooksOn({ findAccount, entries: found }: Found, now: number): Books {
  const entries = new Map(Array.from(found, (entry) => [entryKey(entry), entry]));
  const due = [...entries.values()];
  return openBooksFinding({ findAccount, findEntry: (key) => entries.get(entryKey(key)), due }, now);
}

/** Opens the books over accounts and entries that are found when they are needed. */
export function openBooksFinding({ findAccount, findEntry, due }: FoundAll, now: number): Books {
  const accounts = createAccountTable(findAccount);
  const entries = createEntryTable(findEntry);
  const events: UsageEvent[] = [];
  const amendments: HistoryChange[] = [];

  return {
    now,
    account: accounts.get,
    entry: entries.get,
    reservations: () => due.filter(({ state }) => state === 'reserved'),
    putAccount: accounts.put,
    putEntry: entries.put,
    tell: (event) => void events.push(event),
    amend: (change) => void amendments.push(change),
    writes: () => ({
      accounts: accounts.changed(),
      entries: entries.changed(),
      events,
      history: [...events.map(historyOf), ...amendments],
    }),
  };
}

/** The accounts that a batch can touch, given the entries that it names. */
export function accountKeysOf(commands: readonly LedgerCommand[], entries: Iterable<Entry>): AccountKey[] {
  const keys = new Map<string, AccountKey>();
  const add = (key: AccountKey) => keys.set(accountKey(key), key);
  for (const entry of entries) {
    for (const window of windowsOf(entry)) add({ customerId: entry.customerId, meter: entry.meter, window });
  }
  for (const command of commands) {
    if (!('meter' in command) || !isWellFormed(command)) continue;
    const { customerId, meter } = command;
    add({ customerId, meter, window: CREDITS_WINDOW });
    if (command.kind === 'grant' || command.kind === 'revoke') continue;
    for (const { window } of command.policy.limits) add({ customerId, meter, window });
  }
  return [...keys.values()];
}

function windowsOf(entry: Entry): string[] {
  return [CREDITS_WINDOW, ...(entry.policy?.limits ?? []).map(({ window }) => window)];
}

function historyOf({ customerId, meter, userId, units, at }: UsageEvent): HistoryChange {
  return { customerId, meter, userId, units, hour: hourOf(at) };
}

/** Start of the hour that holds an instant, in milliseconds. */
export function hourOf(at: number): number {
  return at - (at % HOUR_MS);
}
