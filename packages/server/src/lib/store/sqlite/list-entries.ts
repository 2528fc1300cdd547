import type { Entry } from '../../ledger/entry.ts';
import type { EntryPage } from '../../store.ts';
import { pageEntries } from '../page-entries.ts';
import type { Engine } from './engine.ts';
import type { Journal } from './journal.ts';
import { type EntryRow, entryOfRow } from './ledger-rows.ts';
import type { Step } from './load-entries.ts';
import type { Statements } from './statements.ts';

/** Entries: some milliseconds of work, for which others wait. */
export const FOLDED_AT_ONCE = 1024;

type Begin = (statements: Statements, journal: Journal) => Step;

/** A page of a customer's entries. What the journal has goes to the table first: then an index finds the page, however much there is. */
export async function listEntries(engine: Engine, begin: Begin, page: EntryPage): Promise<Entry[]> {
  while (await engine.write((statements, journal) => begin(statements, journal).journal.fold(FOLDED_AT_ONCE)));
  return engine.write((statements, journal) => {
    const step = begin(statements, journal);
    journal.fold(Number.POSITIVE_INFINITY);
    return pageEntries(readRows(statements, page).map(entryOfRow), page, step.now);
  });
}

function readRows(statements: Statements, { customerId, before, limit, held }: EntryPage): EntryRow[] {
  if (held) return statements.all<EntryRow>('list-held-entries', { customerId });
  const { createdAt, id } = before ?? { createdAt: Number.MAX_SAFE_INTEGER, id: '' };
  return statements.all<EntryRow>('list-entries', { customerId, createdAt, id, limit });
}
