import { type Account, type AccountKey, accountKey } from '../../ledger/account.ts';
import type { Entry } from '../../ledger/entry.ts';

// So many accounts fit a row that is read and written at once: a few meters with their windows.
const ACCOUNTS_IN_ROW = 16;

/** What is known of a customer's books, all of it as of one stamp. */
export interface CustomerBooks {
  readonly version: number;
  /** Names the change that led here. Whoever still finds it finds nothing changed. */
  readonly stamp: number;
  /** No open reservation ends before this; null when none is open. */
  readonly dueAt: number | null;
  /** The accounts in the customer's own row, the one that changed last at the end. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** Accounts that are elsewhere, or empty. */
  readonly others: ReadonlyMap<string, Account>;
  /** Open reservations that are known; there may be more. */
  readonly open: ReadonlyMap<string, Entry>;
}

/** What a batch does to one customer. */
export interface CustomerChange {
  readonly accounts: readonly Account[];
  readonly entries: readonly Entry[];
}

/** The books after a change, and the accounts that leave the customer's own row for it. */
export interface ChangedBooks {
  readonly books: CustomerBooks;
  readonly cold: readonly Account[];
}

/** An account, if it is known. */
export function accountIn({ accounts, others }: CustomerBooks, key: AccountKey): Account | undefined {
  const text = accountKey(key);
  return accounts.get(text) ?? others.get(text);
}

/** The books after a change that gives them a new stamp. */
export function changeBooks(books: CustomerBooks, { accounts: changed, entries }: CustomerChange, stamp: number): ChangedBooks {
  const accounts = new Map(books.accounts);
  const others = new Map(books.others);
  for (const account of changed) {
    const key = accountKey(account);
    others.delete(key);
    // Out and in again, so that it is the last one.
    accounts.delete(key);
    accounts.set(key, account);
  }
  const cold = [...accounts.values()].slice(0, Math.max(0, accounts.size - ACCOUNTS_IN_ROW));
  for (const account of cold) {
    accounts.delete(accountKey(account));
    others.set(accountKey(account), account);
  }
  const dueAt = earliest(books.dueAt, ...entries.map(dueOf));
  const open = changeOpen(books.open, entries);
  return { books: { version: books.version + 1, stamp, dueAt, accounts, others, open }, cold };
}

/** When an entry is due: the end of an open reservation, and nothing else. */
export function dueOf({ state, expiresAt }: Entry): number | null {
  return state === 'reserved' ? expiresAt : null;
}

/** The earliest of some instants that may not be there. */
export function earliest(...instants: readonly (number | null)[]): number | null {
  return instants.reduce((least, next) => (least === null || (next !== null && next < least) ? next : least), null);
}

function changeOpen(open: ReadonlyMap<string, Entry>, entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  if (entries.every(({ id, state }) => state !== 'reserved' && !open.has(id))) return open;
  const changed = new Map(open);
  for (const entry of entries) {
    if (entry.state === 'reserved') changed.set(entry.id, entry);
    else changed.delete(entry.id);
  }
  return changed;
}
