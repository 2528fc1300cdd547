import { type Account, type AccountKey, accountKey, emptyAccount } from '../../ledger/account.ts';
import type { Entry } from '../../ledger/entry.ts';
import { accountOfText, accountsOfText } from './account-text.ts';
import type { Parameters } from './commands.ts';
import { type CustomerBooks, without } from './customer-books.ts';
import { entryOfText } from './entry-text.ts';

/** What is wanted of the books. */
export interface Wanted {
  /** Whether they are locked until the end of the transaction. */
  readonly locked: boolean;
  /** Whose books; the due reservations of these customers come too. */
  readonly customers: readonly string[];
  readonly entries: readonly Pick<Entry, 'customerId' | 'id'>[];
  readonly accounts: readonly AccountKey[];
  /** Due reservations of each customer at the most; null for all. */
  readonly dueLimit: number | null;
}

/** To be completed. */
export const NOTHING_WANTED: Wanted = { locked: false, customers: [], entries: [], accounts: [], dueLimit: null };

/** A part of the books at one instant of the store's clock. */
export interface LoadedBooks {
  readonly now: number;
  /** As if the due reservations had ended already, as far as the time goes at which something is due. */
  readonly customers: ReadonlyMap<string, CustomerBooks>;
  /** When the row of a customer says that something is due. It may be too early, never too late. */
  readonly dues: ReadonlyMap<string, number | null>;
  readonly entries: readonly Entry[];
  readonly due: readonly Entry[];
  /** The stamps of the batches that wrote the entries. */
  readonly stamps: ReadonlySet<number>;
}

/** A customer's own row. */
export interface CustomerRow {
  readonly customerId: string;
  readonly version: number;
  readonly stamp: number;
  readonly dueAt: number | null;
  readonly more: boolean;
  readonly body: string;
}

export interface BooksRow extends CustomerRow {
  readonly part: 'clock' | 'customer' | 'entry' | 'due' | 'next' | 'account';
  readonly id: string;
}

/** The parameters of `load-books`. */
export function booksParameters({ locked, customers, entries, accounts, dueLimit }: Wanted, now: number | null): Parameters {
  return {
    now,
    dueLimit,
    customers,
    locked: locked ? customers : [],
    entryCustomers: entries.map(({ customerId }) => customerId),
    entryIds: entries.map(({ id }) => id),
    accountCustomers: accounts.map(({ customerId }) => customerId),
    accountMeters: accounts.map(({ meter }) => meter),
    accountWindows: accounts.map(({ window }) => window),
  };
}

/** What `load-books` gave. */
export function booksOf(rows: readonly BooksRow[], { accounts: keys, dueLimit }: Wanted): LoadedBooks {
  const of = (part: BooksRow['part']) => rows.filter((row) => row.part === part);
  const [clock] = of('clock');
  if (clock === undefined) throw new TypeError('The command load-books gives the clock.');
  const now = clock.version;
  const due = of('due');
  const next = new Map(of('next').map(({ customerId, dueAt }) => [customerId, dueAt]));
  const dueAfter = ({ customerId, dueAt }: BooksRow): number | null => {
    const isAhead = dueAt === null || dueAt > now;
    const isCut = dueLimit !== null && due.filter((row) => row.customerId === customerId).length >= dueLimit;
    return isAhead || isCut ? dueAt : (next.get(customerId) ?? null);
  };
  const others = accountsByCustomer(
    keys,
    of('account').map((row) => accountOfText(row.customerId, row.body)),
  );
  const customers = of('customer').map((row) => {
    const elsewhere = others.get(row.customerId) ?? [];
    return [row.customerId, customerOf({ ...row, dueAt: dueAfter(row) }, elsewhere)] as const;
  });
  return {
    now,
    customers: new Map(customers),
    dues: new Map(of('customer').map(({ customerId, dueAt }) => [customerId, dueAt])),
    entries: of('entry').map((row) => entryOfText(row, row.body)),
    due: due.map((row) => entryOfText(row, row.body)),
    stamps: new Set(of('entry').map(({ stamp }) => stamp)),
  };
}

/** What is known of a customer by its own row and some accounts that may be elsewhere. */
export function customerOf({ customerId, version, stamp, dueAt, more, body }: CustomerRow, elsewhere: readonly Account[]): CustomerBooks {
  const accounts = accountsOfText(customerId, body);
  return { version, stamp, dueAt, accounts, more, others: without(elsewhere, accounts), open: new Map() };
}

// Those that were asked for and are not there are empty.
function accountsByCustomer(keys: readonly AccountKey[], found: readonly Account[]): ReadonlyMap<string, readonly Account[]> {
  const accounts = new Map(keys.map((key) => [accountKey(key), emptyAccount(key)]));
  for (const account of found) accounts.set(accountKey(account), account);
  return Map.groupBy(accounts.values(), ({ customerId }) => customerId);
}
