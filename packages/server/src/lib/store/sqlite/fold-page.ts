import type { Entry } from '../../ledger/entry.ts';
import type { JournalPage } from './journal-page.ts';
import { rowOfEntry, rowOfEvent } from './ledger-rows.ts';
import type { Statements } from './statements.ts';

/** Writes what pages of the journal leave into the tables. */
export function foldPage(statements: Statements, { entries, events, accounts, hours, versions }: JournalPage): void {
  // In the order of their index, so that its pages are found one after the other.
  statements.runMany('save-entry', [...entries].sort(byId).map(rowOfEntry));
  statements.runMany('insert-outbox', events.map(rowOfEvent));
  for (const row of accounts) statements.run('save-account', { ...row });
  for (const row of hours) statements.run('save-hour', { ...row });
  for (const row of versions) statements.run('save-version', { ...row });
}

function byId(a: Entry, b: Entry): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
