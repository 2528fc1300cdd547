import { systemRuntime } from '../../runtime/runtime.ts';
import type { Store } from '../../store.ts';
import { silentLosses } from '../silent-losses.ts';
import type { DatabaseSource, SqliteDatabase } from './database.ts';
import { createEngine } from './engine.ts';
import { fileSource } from './file-source.ts';
import { handleSource } from './handle-source.ts';
import { createSqliteAudit } from './sqlite-audit.ts';
import { createSqliteChanges } from './sqlite-changes.ts';
import { createSqliteErasure } from './sqlite-erasure.ts';
import { createSqliteInbox } from './sqlite-inbox.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { createSqliteOutbox } from './sqlite-outbox.ts';
import { createSqlitePayments } from './sqlite-payments.ts';
import { createSqliteRecords } from './sqlite-records.ts';
import { createSqliteSnapshots } from './sqlite-snapshots.ts';

interface CommonOptions {
  /** The store's clock in milliseconds. @default the clock of this process */
  readonly now?: () => number;
  /** How long a call waits for a lock that another process holds, in milliseconds, before it rejects. @default 5000 */
  readonly lockWaitMs?: number;
}

/** A database file, opened by Node's own SQLite. */
export interface SqliteFileOptions extends CommonOptions {
  /** Path of the file. It is made when it is not there; its folder is not. */
  readonly file: string;
  /** How long one attempt blocks the event loop to wait for a lock, in milliseconds. @default 10 */
  readonly busyTimeoutMs?: number;
  /** `full` survives a power cut, `normal` may lose the last writes to one. Both survive the end of the process. @default 'full' */
  readonly synchronous?: 'full' | 'normal';
}

/** A connection that the host opened (`node:sqlite` or `better-sqlite3`), with the host's own settings; closing the store leaves it open. */
export interface SqliteHandleOptions extends CommonOptions {
  readonly database: SqliteDatabase;
}

export type SqliteStoreOptions = SqliteFileOptions | SqliteHandleOptions;

/** The embedded store: one file on one machine, for one or several processes. Opens at first use. @throws TypeError for a database that is not a file */
export function sqliteStore(options: SqliteStoreOptions): Store {
  const { now = systemRuntime.now, lockWaitMs = 5000 } = options;
  const engine = createEngine(sourceOf(options), { lockWaitMs });
  const changes = createSqliteChanges(engine);
  return {
    name: 'sqlite',
    capabilities: { survivesProcessKill: true, survivesStoreKill: true, multiInstance: 'same-host' },
    ledger: createSqliteLedger({ engine, now, changes }),
    snapshots: createSqliteSnapshots({ engine, changes }),
    inbox: createSqliteInbox({ engine, now }),
    outbox: createSqliteOutbox({ engine, now }),
    payments: createSqlitePayments({ engine }),
    records: createSqliteRecords({ engine, now }),
    audit: createSqliteAudit(engine),
    erasure: createSqliteErasure({ engine, changes }),
    changes: changes.feed,
    losses: silentLosses,
    open: engine.open,
    close: engine.close,
    now: () => engine.read(now),
  };
}

function sourceOf(options: SqliteStoreOptions): DatabaseSource {
  if ('database' in options) return handleSource(options.database);
  const { file, busyTimeoutMs = 10, synchronous = 'full' } = options;
  if (file === '' || file === ':memory:')
    throw new TypeError('sqliteStore needs a file that outlives the process; use memoryStore for tests.');
  return fileSource({ file, busyTimeoutMs, synchronous });
}
