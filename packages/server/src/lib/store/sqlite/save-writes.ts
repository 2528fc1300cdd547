import type { Writes } from '../../ledger/books.ts';
import { type Entry, entryKey } from '../../ledger/entry.ts';
import type { Change } from '../../store.ts';
import { customersOf } from '../batch-scope.ts';
import { rowOfEntry, rowOfEvent } from './ledger-rows.ts';
import type { EntryMap } from './load-entries.ts';
import type { Statements } from './statements.ts';
import type { Tail } from './tail.ts';

/** Writes what was decided; gives the versions that it raised. Throws when an entry is there already that was not among those loaded. */
export function saveWrites(
  { statements, tail }: { statements: Statements; tail: Tail },
  writes: Writes,
  loaded: EntryMap,
): readonly Change[] {
  const isKnown = (entry: Entry) => loaded.size > 0 && loaded.has(entryKey(entry));
  statements.runMany('insert-entry', writes.entries.filter((entry) => !isKnown(entry)).map(rowOfEntry));
  for (const entry of writes.entries.filter(isKnown)) statements.run('update-entry', rowOfEntry(entry));
  statements.runMany('insert-outbox', writes.events.map(rowOfEvent));
  for (const account of writes.accounts) tail.putAccount(account);
  for (const change of writes.history) tail.addUnits(change);
  const changes = customersOf(writes).map((customerId): Change => ({ customerId, version: tail.raise(customerId), about: 'ledger' }));
  tail.save();
  return changes;
}
