import { readFileSync } from 'node:fs';
import { BillingError } from '@plimsoll/contract';
import type { SqliteDatabase } from './database.ts';
import { inTransaction } from './transaction.ts';

// In order, and never changed once released: a later need is a later file.
const MIGRATIONS: readonly string[] = ['0001-init', '0002-audit', '0003-payments'];

/**
 * Brings the tables to what this version knows, each migration in one transaction: a crash leaves whole ones, and of several
 * processes one applies each. Throws `store_unavailable` when the tables are newer than this version.
 */
export function migrate(database: SqliteDatabase): void {
  while (requireKnown(readVersion(database)) < MIGRATIONS.length) {
    inTransaction(database, 'immediate', () => applyNext(database));
  }
}

// Reads the version again: another process may have been here before the lock was ours.
function applyNext(database: SqliteDatabase): void {
  const version = requireKnown(readVersion(database));
  const name = MIGRATIONS[version];
  if (name === undefined) return;
  database.exec(readFileSync(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8'));
  database.prepare('INSERT INTO plimsoll_migration (version, name) VALUES (?, ?)').run(version + 1, name);
}

function readVersion(database: SqliteDatabase): number {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'plimsoll_migration'").all();
  if (tables.length === 0) return 0;
  const [row] = database.prepare('SELECT max(version) AS version FROM plimsoll_migration').all() as { version: number | null }[];
  return row?.version ?? 0;
}

function requireKnown(version: number): number {
  if (version <= MIGRATIONS.length) return version;
  const message = `The database has schema ${version}, but this version of @plimsoll/server knows schemas up to ${MIGRATIONS.length}. Update the package.`;
  throw new BillingError('store_unavailable', message);
}
