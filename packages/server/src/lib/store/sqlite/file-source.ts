import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BillingError } from '@plimsoll/contract';
import type { DatabaseSource } from './database.ts';

export interface FileSettings {
  readonly file: string;
  readonly busyTimeoutMs: number;
  readonly synchronous: 'full' | 'normal';
}

/** Connections to a file of Node's own SQLite. The file is made when it is not there, but never a second time. */
export function fileSource({ file, busyTimeoutMs, synchronous }: FileSettings): DatabaseSource {
  const path = resolve(file);
  let identity: string | undefined;
  return {
    async connect() {
      // Loaded late: a host that brings its own handle may run where Node has no SQLite.
      const { DatabaseSync } = await import('node:sqlite');
      if (identity !== undefined && identify(path) === undefined) throw fileGone(path);
      const database = new DatabaseSync(path);
      try {
        database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
        database.exec('PRAGMA journal_mode = WAL');
        database.exec(`PRAGMA synchronous = ${synchronous}`);
        database.exec('PRAGMA foreign_keys = ON');
      } catch (error) {
        database.close();
        throw error;
      }
      identity = identify(path);
      return database;
    },
    isCurrent: () => identify(path) === identity,
    disconnect: (database) => void database.close(),
  };
}

// On most systems a deleted file stays writable for whoever has it open, and every write to it is lost with the last of them.
function identify(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.dev}:${stat.ino}`;
}

function fileGone(path: string): BillingError {
  return new BillingError(
    'store_unavailable',
    `The database file ${path} is gone. Put it back; a new one is made only when the process starts.`,
  );
}
