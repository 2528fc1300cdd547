import { BillingError } from '@plimsoll/contract';
import { readSql, types } from './commands.ts';
import type { PostgresClient } from './pool.ts';
import { lastOf } from './transaction.ts';

// In order, and never changed once released: a later need is a later file.
const MIGRATIONS: readonly string[] = ['0001-init', '0002-audit', '0003-payments'];

const OLDEST_SERVER = 130_000;

/** What the store must know of a server. */
export interface ServerFacts {
  /** Whether a commit is on the disk when it is answered. */
  readonly durable: boolean;
}

/**
 * Brings the tables to what this version knows, each migration in one transaction: a crash leaves whole ones, and of several
 * processes one applies each. Also names the server's present life, if it has no name yet. Throws `store_unavailable` when the tables are newer than this version, or the server is too old.
 */
export async function migrate(client: PostgresClient, schema: string): Promise<ServerFacts> {
  const facts = await readFacts(client);
  while (requireKnown(await readVersion(client, schema)) < MIGRATIONS.length) await applyNext(client, schema);
  await rowsOf(client, `INSERT INTO "${schema}".incarnation (id) VALUES (gen_random_uuid()::text) ON CONFLICT DO NOTHING`);
  return facts;
}

async function readFacts(client: PostgresClient): Promise<ServerFacts> {
  const [row] = await rowsOf<{ server: string; commit: string }>(
    client,
    "SELECT current_setting('server_version_num') AS server, current_setting('synchronous_commit') AS commit",
  );
  if (Number(row?.server ?? 0) < OLDEST_SERVER) throw new BillingError('store_unavailable', 'The store needs PostgreSQL 13 or newer.');
  return { durable: row?.commit !== 'off' };
}

// Reads the version again: another process may have been here before the lock was ours.
async function applyNext(client: PostgresClient, schema: string): Promise<void> {
  await client.query({ text: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE' });
  await rowsOf(client, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`plimsoll:${schema}`]);
  const version = requireKnown(await readVersion(client, schema));
  const name = MIGRATIONS[version];
  if (name !== undefined) {
    if (version === 0) await createSchema(client, schema);
    await client.query({ text: readSql(`migrations/${name}`, schema) });
    await rowsOf(client, `INSERT INTO "${schema}".migration (version, name) VALUES ($1, $2)`, [version + 1, name]);
  }
  await client.query({ text: 'COMMIT' });
}

// Asks first: to make a schema that is there needs a right that the owner of the schema may not have.
async function createSchema(client: PostgresClient, schema: string): Promise<void> {
  const [row] = await rowsOf(client, 'SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [schema]);
  if (row === undefined) await client.query({ text: `CREATE SCHEMA "${schema}"` });
  await client.query({ text: `CREATE TABLE "${schema}".migration (version integer PRIMARY KEY, name text NOT NULL)` });
}

async function readVersion(client: PostgresClient, schema: string): Promise<number> {
  // A look at the tables themselves: what to_regclass knows may be older than the lock.
  const [row] = await rowsOf(client, "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'migration'", [schema]);
  if (row === undefined) return 0;
  const [newest] = await rowsOf<{ version: number | null }>(client, `SELECT max(version) AS version FROM "${schema}".migration`);
  return newest?.version ?? 0;
}

function requireKnown(version: number): number {
  if (version <= MIGRATIONS.length) return version;
  const message = `The database has schema ${version}, but this version of @plimsoll/server knows schemas up to ${MIGRATIONS.length}. Update the package.`;
  throw new BillingError('store_unavailable', message);
}

async function rowsOf<Row>(client: PostgresClient, text: string, values: unknown[] = []): Promise<Row[]> {
  return lastOf(await client.query({ text, values, types })).rows as Row[];
}
