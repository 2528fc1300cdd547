import type { DatabaseSource, SqliteDatabase } from './database.ts';
import { createJournal, type Journal } from './journal.ts';
import { migrate } from './migrate.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { inTransaction } from './transaction.ts';

/** A database that is open, with its tables, and what is remembered of them. */
export interface Connection {
  readonly database: SqliteDatabase;
  readonly statements: Statements;
  readonly journal: Journal;
}

/** Opens a connection; `doubted` says that what the one before wrote may not be on the disk. */
export async function openConnection(source: DatabaseSource, { doubted }: { doubted: boolean }): Promise<Connection> {
  const database = await source.connect();
  try {
    if (doubted) rewriteLog(database);
    migrate(database);
  } catch (error) {
    source.disconnect(database);
    throw error;
  }
  const statements = prepareStatements(database);
  return { database, statements, journal: createJournal(statements) };
}

/**
 * A system whose `fsync` failed may take what it could not write for written: the log can have a hole that only the power going out would
 * show, and all that is added behind it would be lost then. So everything is brought into the file itself and the log begins anew.
 */
function rewriteLog(database: SqliteDatabase): void {
  const [outcome] = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all() as { busy: number }[];
  if (outcome?.busy === 1) throw Object.assign(new Error('The log is being read.'), { code: 'SQLITE_BUSY' });
}

/** Brings the journal into the tables, so that they alone say everything to whoever looks into the file. What cannot be folded now is safe where it is. */
export function foldQuietly({ database, journal }: Connection): void {
  try {
    inTransaction(database, 'immediate', () => {
      journal.catchUp();
      journal.fold(Number.POSITIVE_INFINITY);
    });
  } catch {
    return;
  }
}
