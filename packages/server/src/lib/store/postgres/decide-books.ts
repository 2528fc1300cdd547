import type { Account, AccountKey } from '../../ledger/account.ts';
import { openBooksOn, type Writes } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import { decideOn } from '../../ledger/decide.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import type { Change } from '../../store.ts';
import { accountIn, type ChangedBooks, type CustomerBooks, changeBooks } from './customer-books.ts';

/** The books on which a batch is decided. */
export interface DecisionGround {
  readonly customers: ReadonlyMap<string, CustomerBooks>;
  /** The entries that the batch names, as far as they are there, and the due ones that must end before. */
  readonly entries: readonly Entry[];
  readonly now: number;
  /** Of the change that the batch makes. */
  readonly stamp: number;
}

export interface DecidedBooks {
  readonly results: readonly LedgerResult[];
  readonly writes: Writes;
  /** The books of each customer that changes. */
  readonly after: ReadonlyMap<string, ChangedBooks>;
  readonly changes: readonly Change[];
  /** Accounts that were needed and not known. When there are any, nothing else here means anything. */
  readonly missing: readonly AccountKey[];
}

/** What a batch does to the books. */
export function decideBooks({ customers, entries, now, stamp }: DecisionGround, commands: readonly LedgerCommand[]): DecidedBooks {
  const missing: AccountKey[] = [];
  const findAccount = (key: AccountKey) => {
    const books = customers.get(key.customerId);
    const account = books && accountIn(books, key);
    if (account === undefined) missing.push(key);
    return account;
  };
  const { results, writes } = decideOn(openBooksOn({ findAccount, entries }, now), commands);
  const after = new Map<string, ChangedBooks>();
  const changes: Change[] = [];
  for (const [customerId, change] of byCustomer(writes)) {
    const before = customers.get(customerId);
    if (before === undefined) continue;
    const changed = changeBooks(before, change, stamp);
    after.set(customerId, changed);
    changes.push({ customerId, version: changed.books.version, about: 'ledger' });
  }
  return { results, writes, after, changes, missing };
}

interface CustomerWrites {
  readonly accounts: Account[];
  readonly entries: Entry[];
}

function byCustomer({ accounts, entries }: Writes): Map<string, CustomerWrites> {
  const groups = new Map<string, CustomerWrites>();
  const of = (customerId: string) => {
    const group = groups.get(customerId) ?? { accounts: [], entries: [] };
    groups.set(customerId, group);
    return group;
  };
  for (const account of accounts) of(account.customerId).accounts.push(account);
  for (const entry of entries) of(entry.customerId).entries.push(entry);
  return groups;
}
