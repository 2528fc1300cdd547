import type { Account, AccountKey } from '../../ledger/account.ts';
import type { Writes } from '../../ledger/books.ts';
import type { Entry, EntryKey, UsageEvent } from '../../ledger/entry.ts';
import type { Change, HistoryQuery } from '../../store.ts';
import { createCustomerShelf } from './customer-shelf.ts';
import { draftPage, learnPage, rowsOf } from './draft-page.ts';
import { createEntryShelf } from './entry-shelf.ts';
import { foldPage } from './fold-page.ts';
import type { HourRow } from './journal-page.ts';
import { createKnownIds } from './known-ids.ts';
import { createOpenPages, type OpenPage } from './open-pages.ts';
import { readPage } from './read-page.ts';
import type { Statements } from './statements.ts';
import { writePage } from './write-page.ts';

/**
 * What batches changed and the tables do not know yet. An entry, its event, its account and the rest lie in hundreds of scattered places,
 * and to write each of them where it belongs costs more than all the rest of a batch; so a batch is one row of `plimsoll_journal`, and many
 * of these are folded into the tables at once, later. Every connection knows the whole journal: what the others added is read at the start
 * of a transaction. All methods belong into a transaction, after its `catchUp`.
 */
export interface Journal {
  /** Learns what other connections did since. */
  catchUp(): void;
  account(key: AccountKey): Account;
  version(customerId: string): number;
  /** An entry that is in the journal; what is in the table is older or nothing. */
  entry(key: EntryKey): Entry | undefined;
  /** Whether something may be under an id, in the journal or in the table. */
  mayBeThere(id: string): boolean;
  /** Reservations in the journal whose time is over. */
  due(now: number): Entry[];
  /** Hours of a customer's meter that their table does not know as they are. */
  hours(query: HistoryQuery): HourRow[];
  /** Events that are not in the outbox yet, the oldest first. */
  events(): UsageEvent[];
  /** Writes what was decided as one page. Gives the versions that it raised. */
  record(writes: Writes): readonly Change[];
  /** Raises the version of a customer by one and gives it. */
  raise(customerId: string): number;
  /** Reads some of the ids that are in the table. Gives whether there are more. */
  learnIds(): boolean;
  /** Brings the oldest pages into the tables, until so many entries are. Gives whether more are left. */
  fold(most: number): boolean;
  /** Rows of the tables were changed by somebody else than the journal, which is in them: every connection begins anew. */
  restart(): void;
  /** What a transaction did was undone, or nobody knows. */
  forget(): void;
}

// What a fold writes at once: some milliseconds of work.
const SLICE = 1024;
// What is kept in memory, at some hundred bytes each, and what a connection that comes late reads. More waits for a fold.
const LONGEST = 32_768;

/** The journal as a connection sees it: nothing of it is known before the first `catchUp`. */
export function createJournal(statements: Statements): Journal {
  const shelves = { customers: createCustomerShelf(statements), entries: createEntryShelf(), ids: createKnownIds(statements) };
  const { customers, entries, ids } = shelves;
  const pages = createOpenPages(entries);
  // The tables know everything up to `folded`, this connection everything up to `through`.
  let folded = -1;
  let through = -1;

  function restartAt(seq: number): void {
    for (const kept of [customers, entries, ids, pages]) kept.forget();
    [folded, through] = [seq, seq];
  }

  function catchUp(): void {
    const [ends] = statements.all<{ first: number; last: number }>('read-journal-ends');
    if (ends === undefined || (ends.first === folded && ends.last === through)) return;
    // Someone else folded pages that were never seen here, or the file is another one.
    if (ends.first < folded || ends.first > through || ends.last < through) {
      restartAt(ends.first);
      ids.learn();
    }
    if (ends.first > folded) pages.takeUntil(ends.first);
    folded = ends.first;
    const added = statements.all<{ seq: number; page: string }>('load-journal', { after: Math.max(through, folded) });
    for (const { seq, page } of added) pages.push(learnPage(shelves, readPage(page), seq));
    through = ends.last;
  }

  function write(page: OpenPage): void {
    through = page.seq;
    statements.run('append-journal', { seq: through, page: writePage(rowsOf(page)) });
    pages.push(page);
    if (entries.size > LONGEST || through - folded > LONGEST) fold(SLICE);
  }

  function record(writes: Writes): readonly Change[] {
    if (writes.accounts.length === 0 && writes.entries.length === 0) return [];
    const page = draftPage(shelves, writes, through + 1);
    write(page);
    return page.versions.map(({ row: { customerId, version } }) => ({ customerId, version, about: 'ledger' }));
  }

  function fold(most: number): boolean {
    const taken = pages.take(most);
    if (taken === undefined) return false;
    foldPage(statements, taken);
    folded = taken.seq;
    statements.run('mark-journal', { seq: folded });
    statements.run('cut-journal', { before: folded });
    return folded < through;
  }

  function raise(customerId: string): number {
    const version = customers.raise(customerId, through + 1);
    write({ seq: through + 1, versions: [version], entries: [], events: [], accounts: [], hours: [] });
    return version.row.version;
  }

  return {
    ...{ catchUp, record, raise, fold },
    restart: () => restartAt(moveEnd(statements, through + 1)),
    account: customers.account,
    version: customers.version,
    ...{ mayBeThere: ids.mayBeThere, learnIds: ids.learn },
    ...{ entry: entries.get, due: entries.due },
    ...{ events: pages.events, hours: pages.hours },
    forget: () => restartAt(-1),
  };
}

// An end of which no connection has read: whoever sees it does not know what came before.
function moveEnd(statements: Statements, seq: number): number {
  statements.run('append-journal', { seq, page: '' });
  statements.run('cut-journal', { before: seq });
  return seq;
}
