import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RateLimiterSQLite } from 'rate-limiter-flexible';
import { sqliteStore } from '../../../src/sqlite.ts';
import { LIMIT } from '../catalog.ts';
import { coalesce, type Deduct } from '../coalesce.ts';
import { type Engine, type EngineOptions, PEER_POINTS } from '../engine.ts';

const DEDUCT = 'UPDATE balance SET used = used + 1 WHERE customer = ? AND used + 1 <= ?';

/** Three files of one folder: the peer's with WAL and synchronous=NORMAL, the store's and the bare deduct's with FULL. */
export async function openSqliteEngine({ customers, concurrency }: EngineOptions): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const peerFile = openFile(join(folder, 'peer.db'), 'NORMAL');
  const bareFile = openFile(join(folder, 'bare.db'), 'FULL');
  const limiter = await openLimiter(peerFile);
  return {
    store: sqliteStore({ file: join(folder, 'billing.db'), synchronous: 'full' }),
    consume: (customerId) => limiter.consume(customerId, 1),
    deduct: coalesce(bareDeduct(bareFile, customers), { largest: Math.max(64, concurrency), atOnce: 1 }),
    deductStatement: `BEGIN IMMEDIATE; ${DEDUCT} (for each); COMMIT`,
    terms: 'node:sqlite, WAL: synchronous=FULL for plimsoll and the bare deduct, NORMAL for the peer',
    async close() {
      peerFile.close();
      bareFile.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function openFile(file: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  return database;
}

function bareDeduct(database: DatabaseSync, customers: readonly string[]): Deduct {
  database.exec('CREATE TABLE balance (customer TEXT PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID');
  const insert = database.prepare('INSERT INTO balance VALUES (?, 0)');
  for (const customer of customers) insert.run(customer);
  const [begin, deduct, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare(DEDUCT), database.prepare('COMMIT')];
  return async (batch) => {
    begin.run();
    const admitted = batch.map((customer) => deduct.run(customer, LIMIT).changes === 1);
    commit.run();
    return admitted;
  };
}

function openLimiter(database: DatabaseSync): Promise<RateLimiterSQLite> {
  return new Promise((resolve, reject) => {
    const limiter: RateLimiterSQLite = new RateLimiterSQLite(
      { ...PEER_POINTS, storeClient: likeBetterSqlite3(database), storeType: 'better-sqlite3', tableName: 'peer' },
      (error?: Error) => (error === undefined ? queueMicrotask(() => resolve(limiter)) : reject(error)),
    );
  });
}

// The two faces of better-sqlite3 that the peer uses. Both engines are the same SQLite and equally fast; only this one needs no native module.
function likeBetterSqlite3(database: DatabaseSync) {
  const [begin, commit, rollback] = ['BEGIN', 'COMMIT', 'ROLLBACK'].map((sql) => database.prepare(sql));
  return {
    prepare: (sql: string) => database.prepare(sql),
    transaction:
      <T>(work: () => T) =>
      (): T => {
        begin?.run();
        try {
          const result = work();
          commit?.run();
          return result;
        } catch (error) {
          rollback?.run();
          throw error;
        }
      },
  };
}
