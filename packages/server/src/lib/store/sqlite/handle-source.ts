import type { DatabaseSource, SqliteDatabase } from './database.ts';

/** A connection that the host opened. Its settings are the host's, and so is the closing of it. */
export function handleSource(database: SqliteDatabase): DatabaseSource {
  return {
    connect: async () => database,
    isCurrent: () => true,
    disconnect: () => undefined,
  };
}
