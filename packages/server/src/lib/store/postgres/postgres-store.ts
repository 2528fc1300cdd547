import type { Store } from '../../store.ts';
import { silentLosses } from '../silent-losses.ts';
import { createEngine } from './engine.ts';
import { createJournal } from './journal.ts';
import { ownPool } from './own-pool.ts';
import type { PoolSource, PostgresPool } from './pool.ts';
import { createPostgresAudit } from './postgres-audit.ts';
import { createPostgresChanges } from './postgres-changes.ts';
import { createPostgresErasure } from './postgres-erasure.ts';
import { createPostgresInbox } from './postgres-inbox.ts';
import { createPostgresLedger } from './postgres-ledger.ts';
import { createPostgresOutbox } from './postgres-outbox.ts';
import { createPostgresPayments } from './postgres-payments.ts';
import { createPostgresRecords } from './postgres-records.ts';
import { createPostgresSnapshots } from './postgres-snapshots.ts';

interface CommonOptions {
  /** Where the tables are: a schema of their own, made when it is not there. @default 'plimsoll' */
  readonly schema?: string;
  /** How long a call keeps trying when a lock or a lost connection is in the way, in milliseconds, before it rejects. @default 5000 */
  readonly lockWaitMs?: number;
  /** The store's clock in milliseconds, for tests alone. @default the clock of the server, which all instances share */
  readonly now?: () => number;
}

/**
 * The host's own pool of `pg`, for two connections at least: one listens for the changes of other instances as soon as somebody
 * subscribes. Closing the store leaves the pool open. The host handles the pool's `error` event, as with any use of `pg`.
 */
export interface PostgresPoolOptions extends CommonOptions {
  readonly pool: PostgresPool;
}

/** A database by its address: the store makes connections of its own with `pg`. */
export interface PostgresAddressOptions extends CommonOptions {
  readonly connectionString: string;
  /** Connections that work at once; one more listens. @default 10 */
  readonly max?: number;
}

export type PostgresStoreOptions = PostgresPoolOptions | PostgresAddressOptions;

const DEFAULT_MAX = 10;
// Names of statements and channels hold the schema, and PostgreSQL cuts a name off after 63 bytes.
const SCHEMA = /^[a-z_][a-z0-9_]{0,31}$/;

/**
 * The store for teams that have PostgreSQL 13 or newer: many instances, one balance. Opens at first use.
 *
 * What it says is written outlives the end of the process and of the server. With `synchronous_commit = off` the server would answer
 * before it writes: `capabilities.survivesStoreKill` is false then, once the store is open. A server with `fsync = off` may lose data
 * with the power, and a replica that is not synchronous may lack the last commits after a failover; the store cannot know either, so `losses` is silent.
 * Behind a pooler that lends connections for one transaction, statements must be kept by name there, and the changes of other
 * instances are not heard: `changes.version` still tells of them.
 * @throws TypeError for options that cannot work
 */
export function postgresStore(options: PostgresStoreOptions): Store {
  const { schema = 'plimsoll', lockWaitMs = 5000 } = options;
  if (!SCHEMA.test(schema)) throw new TypeError('The schema must be a lower-case name of at most 32 letters, digits and underscores.');
  const now = () => options.now?.() ?? null;
  const source = sourceOf(options, lockWaitMs);
  const engine = createEngine({ source, schema, lockWaitMs });
  const changes = createPostgresChanges({ engine, source, schema });
  const journal = createJournal({ engine, schema, now });
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await engine.drain();
    await changes.close();
    await source.end();
  }

  return {
    name: 'postgres',
    capabilities: {
      survivesProcessKill: true,
      multiInstance: true,
      get survivesStoreKill() {
        return engine.facts()?.durable ?? true;
      },
    },
    ledger: createPostgresLedger({ engine, now, changes, journal, patienceMs: Math.ceil(lockWaitMs / 16) }),
    snapshots: createPostgresSnapshots({ engine, changes }),
    inbox: createPostgresInbox({ engine, now }),
    outbox: createPostgresOutbox({ engine, now, journal }),
    payments: createPostgresPayments({ engine }),
    records: createPostgresRecords({ engine, now }),
    audit: createPostgresAudit(engine),
    erasure: createPostgresErasure({ engine, changes, journal }),
    changes: changes.feed,
    losses: silentLosses,
    open: engine.open,
    close() {
      closing ??= close();
      return closing;
    },
    async now() {
      const [row] = await engine.read<{ now: number }>('read-clock', { now: now() });
      if (row === undefined) throw new TypeError('The command read-clock gives one row.');
      return row.now;
    },
  };
}

function sourceOf(options: PostgresStoreOptions, connectTimeoutMs: number): PoolSource {
  if ('connectionString' in options) {
    const { connectionString, max = DEFAULT_MAX } = options;
    return ownPool({ connectionString, max, connectTimeoutMs });
  }
  const { pool } = options;
  if ((pool.options?.max ?? DEFAULT_MAX) < 2)
    throw new TypeError('postgresStore needs a pool of at least two connections: one of them listens.');
  return { pool: async () => pool, end: async () => undefined };
}
