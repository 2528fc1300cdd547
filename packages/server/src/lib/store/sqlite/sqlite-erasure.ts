import type { Erasure, ErasureOutcome, ErasureStore } from '../../erasure/erasure-store.ts';
import { isAbout, stripEvent } from '../../erasure/strip-event.ts';
import type { ProviderEvent } from '../../provider.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { Engine } from './engine.ts';
import type { Journal } from './journal.ts';
import { FOLDED_AT_ONCE } from './list-entries.ts';
import type { SqliteChanges } from './sqlite-changes.ts';
import type { Statements } from './statements.ts';

// A webhook is read into memory to be looked at: so many at a time.
const PAGE = 500;
const TABLES = ['history', 'account', 'entry', 'version', 'snapshot', 'payment', 'outbox'];

/** Takes a customer out of all tables in one transaction, once the journal is in them. */
export function createSqliteErasure({ engine, changes }: { engine: Engine; changes: SqliteChanges }): ErasureStore {
  return {
    nameMark: () => `erased-${systemRuntime.uuid()}`,
    async erase(erasure) {
      while (await engine.write((_, journal) => foldSome(journal)));
      const outcome = await engine.write((statements, journal) => eraseRows(statements, journal, erasure));
      if (outcome === 'erased') changes.publish([{ customerId: erasure.customerId, version: 0, about: 'snapshot' }]);
      return outcome;
    },
  };
}

function foldSome(journal: Journal): boolean {
  journal.catchUp();
  return journal.fold(FOLDED_AT_ONCE);
}

function eraseRows(statements: Statements, journal: Journal, erasure: Erasure): ErasureOutcome {
  const { customerId, mark, dropUsage } = erasure;
  journal.catchUp();
  journal.fold(Number.POSITIVE_INFINITY);
  if (statements.all('list-held-entries', { customerId }).length > 0) return 'held';
  const [counted] = statements.all<{ unsent: number }>('summarize-unsent', { customerId });
  if (!dropUsage && counted !== undefined && counted.unsent > 0) return 'unsent';
  statements.run('keep-sums', { customerId, mark });
  for (const table of TABLES) statements.run(`erase-${table}`, { customerId });
  journal.restart();
  stripInbox(statements, erasure);
  return 'erased';
}

function stripInbox(statements: Statements, erasure: Erasure): void {
  for (let after = 0; ; ) {
    const rows = statements.all<{ seq: number; event: string }>('page-inbox', { after, limit: PAGE });
    for (const { seq, event: text } of rows) {
      const event = JSON.parse(text) as ProviderEvent;
      if (isAbout(event, erasure)) statements.run('strip-inbox', { seq, event: JSON.stringify(stripEvent(event)) });
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.seq ?? after;
  }
}
