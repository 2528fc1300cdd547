import type { Writes } from '../../ledger/books.ts';
import type { Entry } from '../../ledger/entry.ts';
import { customersOf } from '../batch-scope.ts';
import type { Kept } from './customer-map.ts';
import type { CustomerShelf } from './customer-shelf.ts';
import type { EntryShelf } from './entry-shelf.ts';
import type { JournalPage } from './journal-page.ts';
import type { KnownIds } from './known-ids.ts';
import type { OpenPage } from './open-pages.ts';

/** Where the rows of pages are kept. */
interface Shelves {
  readonly customers: CustomerShelf;
  readonly entries: EntryShelf;
  readonly ids: KnownIds;
}

/** Puts what was decided on the shelves; gives it as the page that it will be. */
export function draftPage(shelves: Shelves, { accounts, entries, events, history }: Writes, seq: number): OpenPage {
  const { customers } = shelves;
  const hours = history.map((change) => customers.addUnits(change, seq));
  return {
    ...{ seq, events },
    accounts: accounts.map((account) => customers.putAccount(account, seq)),
    entries: putEntries(shelves, entries, seq),
    hours: [...new Set(hours)],
    versions: customersOf({ accounts, entries }).map((customerId) => customers.raise(customerId, seq)),
  };
}

/** Puts what someone else wrote on the shelves. */
export function learnPage(shelves: Shelves, page: JournalPage, seq: number): OpenPage {
  const { customers } = shelves;
  return {
    ...{ seq, events: page.events },
    versions: page.versions.map((row) => customers.putVersion(row, seq)),
    entries: putEntries(shelves, page.entries, seq),
    accounts: page.accounts.map((row) => customers.putAccount(row, seq)),
    hours: page.hours.map((row) => customers.putHour(row, seq)),
  };
}

function putEntries({ entries, ids }: Shelves, changed: readonly Entry[], seq: number): Kept<Entry>[] {
  return changed.map((entry) => {
    ids.note(entry.id);
    return entries.put(entry, seq);
  });
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
