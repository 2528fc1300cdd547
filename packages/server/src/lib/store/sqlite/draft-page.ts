import type { Writes } from '../../ledger/books.ts';
import { customersOf } from '../batch-scope.ts';
import type { CustomerShelf } from './customer-shelf.ts';
import type { EntryShelf } from './entry-shelf.ts';
import type { JournalPage } from './journal-page.ts';
import type { OpenPage } from './open-pages.ts';

/** Where the rows of pages are kept. */
interface Shelves {
  readonly customers: CustomerShelf;
  readonly entries: EntryShelf;
}

/** Puts what was decided on the shelves; gives it as the page that it will be. */
export function draftPage({ customers, entries }: Shelves, { accounts, entries: changed, events, history }: Writes, seq: number): OpenPage {
  const hours = history.map((change) => customers.addUnits(change, seq));
  return {
    ...{ seq, events },
    accounts: accounts.map((account) => customers.putAccount(account, seq)),
    entries: changed.map((entry) => entries.put(entry, seq)),
    hours: [...new Set(hours)],
    versions: customersOf({ accounts, entries: changed }).map((customerId) => customers.raise(customerId, seq)),
  };
}

/** Puts what someone else wrote on the shelves. */
export function learnPage({ customers, entries }: Shelves, page: JournalPage, seq: number): OpenPage {
  return {
    ...{ seq, events: page.events },
    versions: page.versions.map((row) => customers.putVersion(row, seq)),
    entries: page.entries.map((row) => entries.put(row, seq)),
    accounts: page.accounts.map((row) => customers.putAccount(row, seq)),
    hours: page.hours.map((row) => customers.putHour(row, seq)),
  };
}

/** A page as it is written. */
export function rowsOf({ versions, entries, events, accounts, hours }: OpenPage): JournalPage {
  return {
    events,
    versions: versions.map(({ row }) => row),
    entries: entries.map(({ row }) => row),
    accounts: accounts.map(({ row }) => row),
    hours: hours.map(({ row }) => row),
  };
}
