import { type Account, type AccountKey, emptyAccount } from '../../ledger/account.ts';
import type { Entry } from '../../ledger/entry.ts';

// So many accounts fit a row that is read and written at once: a few meters with their windows.
const ACCOUNTS_IN_ROW = 16;
const OTHERS_KNOWN = 32;

/** What is known of a customer's books, all of it as of one stamp. */
export interface CustomerBooks {
  readonly version: number;
  /** Names the change that led here. Whoever still finds it finds nothing changed. */
  readonly stamp: number;
  /** No open reservation ends before this; null when none is open. */
  readonly dueAt: number | null;
  /** The accounts in the customer's own row, the one that changed last at the end. */
  readonly accounts: readonly Account[];
  /** Whether there may be accounts that are not in the row. */
  readonly more: boolean;
  /** Those elsewhere, or empty, that are known. */
  readonly others: readonly Account[];
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
export function accountIn({ accounts, others, more }: CustomerBooks, key: AccountKey): Account | undefined {
  return find(accounts, key) ?? find(others, key) ?? (more ? undefined : emptyAccount(key));
}

/** The books after a change that gives them a new stamp. */
export function changeBooks(books: CustomerBooks, { accounts: changed, entries }: CustomerChange, stamp: number): ChangedBooks {
  const all = [...without(books.accounts, changed), ...changed];
  const leaving = Math.max(0, all.length - ACCOUNTS_IN_ROW);
  const [cold, accounts] = leaving === 0 ? [[], all] : [all.slice(0, leaving), all.slice(leaving)];
  const stay = without(books.others, changed);
  const others = cold.length === 0 ? stay : [...stay, ...cold].slice(-OTHERS_KNOWN);
  const dueAt = entries.reduce((least, entry) => earliest(least, dueOf(entry)), books.dueAt);
  const open = changeOpen(books.open, entries);
  const more = books.more || cold.length > 0;
  return { books: { version: books.version + 1, stamp, dueAt, accounts, more, others, open }, cold };
}

// A customer has a few of them: to look through them is quicker than to build a text as key.
function find(accounts: readonly Account[], { meter, window }: AccountKey): Account | undefined {
  return accounts.find((account) => account.window === window && account.meter === meter);
}

/** Accounts but for those that others take the place of. */
export function without(accounts: readonly Account[], others: readonly Account[]): readonly Account[] {
  return accounts.length === 0 ? accounts : accounts.filter((account) => find(others, account) === undefined);
}

/** When an entry is due: the end of an open reservation, and nothing else. */
export function dueOf({ state, expiresAt }: Entry): number | null {
  return state === 'reserved' ? expiresAt : null;
}

/** The earlier of two instants that may not be there. */
export function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
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
