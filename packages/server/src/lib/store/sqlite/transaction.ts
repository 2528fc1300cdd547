import type { SqliteDatabase } from './database.ts';

/** `deferred` only reads, all at one instant. `immediate` holds the write lock from the start, so that what it read cannot change before it writes. */
export type TransactionMode = 'deferred' | 'immediate';

/** Does all of the work or none of it. */
export function inTransaction<T>(database: SqliteDatabase, mode: TransactionMode, work: () => T): T {
  database.exec(`BEGIN ${mode}`);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

// On a full disk or a failed write the engine has rolled back by itself and says so with an error, which must not hide the first one.
function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    return;
  }
}
