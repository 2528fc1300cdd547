import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BillingError } from '@plimsoll/contract';
import type { DatabaseSource, SqliteDatabase } from './database.ts';

export interface FileSettings {
  readonly file: string;
  readonly busyTimeoutMs: number;
  readonly synchronous: 'full' | 'normal';
}

// Pages that the log grows to (16 MB) before it is copied into the file: a page that many batches wrote is copied once. Four times SQLite's
// own default makes a batch a quarter cheaper; more gives nothing.
const LOG_PAGES = 4000;

// Ids come in any order, so a fold touches as many pages of their index as it has ids: those that are used are kept, up to 32 MB.
const CACHE_KB = 32_768;

/** Connections to a file of Node's own SQLite. The file is made when it is not there, but never a second time. */
export function fileSource({ file, busyTimeoutMs, synchronous }: FileSettings): DatabaseSource {
  const path = resolve(file);
  let identity: string | undefined;
  return {
    async connect() {
      // Loaded late: a host that brings its own handle may run where Node has no SQLite.
      const { DatabaseSync } = await import('node:sqlite');
      if (identity !== undefined && identify(path) === undefined) throw fileGone(path);
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw isFolder(path);
      const database = new DatabaseSync(path);
      try {
        database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
        requireOwn(database, path);
        database.exec('PRAGMA journal_mode = WAL');
        database.exec(`PRAGMA synchronous = ${synchronous}`);
        database.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
        database.exec(`PRAGMA cache_size = -${CACHE_KB}`);
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

// Tables beside those of someone else are for who knows of both: a path that was mistaken must not change the file behind it.
function requireOwn(database: SqliteDatabase, path: string): void {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").all() as {
    name: string;
  }[];
  const foreign = tables.filter(({ name }) => !name.startsWith('plimsoll_')).map(({ name }) => name);
  if (foreign.length === 0 || foreign.length < tables.length) return;
  throw new BillingError(
    'store_unavailable',
    `The file ${path} is the database of something else (it has ${foreign.slice(0, 3).join(', ')}) and was left as it is. Give the path of another file, or open it yourself and pass it as \`database\` to keep both in one.`,
  );
}

function isFolder(path: string): BillingError {
  return new BillingError('store_unavailable', `${path} is a folder. Give the path of a file in it, as ${path}/billing.db.`);
}

function fileGone(path: string): BillingError {
  return new BillingError(
    'store_unavailable',
    `The database file ${path} is gone. Put it back; a new one is made only when the process starts.`,
  );
}
