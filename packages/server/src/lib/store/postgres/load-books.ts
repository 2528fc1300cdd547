import { type Account, type AccountKey, CREDITS_WINDOW } from '../../ledger/account.ts';
import type { Loaded } from '../../ledger/books.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { MeterKey } from '../batch-scope.ts';
import type { Parameters } from './commands.ts';
import { type EntryRow, entryOfRow } from './ledger-rows.ts';

/** What is wanted of the books. */
export interface Wanted {
  /** Whom to lock. */
  readonly customers: readonly string[];
  readonly entries: readonly Pick<Entry, 'customerId' | 'id'>[];
  readonly meters: readonly MeterKey[];
  /** Those of the entries come without asking. */
  readonly accounts: readonly AccountKey[];
  /** Whether the due reservations of the entries' meters are wanted too. */
  readonly withDue: boolean;
}

/** A part of the books at one instant of the store's clock. */
export interface LoadedBooks extends Loaded {
  readonly now: number;
  /** Version of each customer under its lock. */
  readonly versions: ReadonlyMap<string, number>;
  /** Whether someone changed a locked customer after the books were read. */
  readonly stale: boolean;
}

export interface BooksRow {
  readonly now: number;
  readonly customers: readonly { readonly customerId: string; readonly version: number; readonly seen: number }[];
  readonly entries: readonly EntryRow[];
  readonly accounts: readonly Account[];
}

/** The parameters of `load-books`. */
export function booksParameters({ customers, entries, meters, accounts, withDue }: Wanted, now: number | null): Parameters {
  return {
    customers,
    entryCustomers: entries.map(({ customerId }) => customerId),
    entryIds: entries.map(({ id }) => id),
    meterCustomers: meters.map(({ customerId }) => customerId),
    meterNames: meters.map(({ meter }) => meter),
    accountCustomers: accounts.map(({ customerId }) => customerId),
    accountMeters: accounts.map(({ meter }) => meter),
    accountWindows: accounts.map(({ window }) => window),
    creditsWindow: CREDITS_WINDOW,
    withDue,
    now,
  };
}

/** What `load-books` gave. */
export function booksOf([row]: readonly BooksRow[]): LoadedBooks {
  if (row === undefined) throw new TypeError('The command load-books gives one row.');
  return {
    now: row.now,
    entries: row.entries.map(entryOfRow),
    accounts: row.accounts,
    versions: new Map(row.customers.map(({ customerId, version }) => [customerId, version])),
    stale: row.customers.some(({ version, seen }) => version !== seen),
  };
}
