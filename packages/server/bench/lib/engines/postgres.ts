import { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { postgresStore } from '../../../src/postgres.ts';
import { LIMIT } from '../catalog.ts';
import { coalesce, type Deduct } from '../coalesce.ts';
import { startDurablePostgres } from '../durable-postgres.ts';
import { type Engine, type EngineOptions, PEER_POINTS } from '../engine.ts';

const CONNECTIONS = 10;
const DEDUCT = `UPDATE balance SET used = used + batch.units
  FROM (SELECT customer, count(*) AS units FROM unnest($1::text[]) AS customer GROUP BY customer) AS batch
  WHERE balance.customer = batch.customer AND used + batch.units <= $2
  RETURNING balance.customer`;

/** One private server; the peer and the bare deduct share a pool as large as the store's own. */
export async function openPostgresEngine({ customers, concurrency }: EngineOptions): Promise<Engine> {
  const server = await startDurablePostgres();
  const { connectionString } = server;
  const pool = new Pool({ connectionString, max: CONNECTIONS });
  const limiter = await openLimiter(pool);
  await pool.query('CREATE TABLE balance (customer text PRIMARY KEY, used bigint NOT NULL)');
  await pool.query('INSERT INTO balance SELECT customer, 0 FROM unnest($1::text[]) AS customer', [customers]);
  const deduct: Deduct = async (batch) => {
    const { rows } = await pool.query<{ customer: string }>({ name: 'deduct', text: DEDUCT, values: [batch, LIMIT] });
    const admitted = new Set(rows.map(({ customer }) => customer));
    return batch.map((customer) => admitted.has(customer));
  };
  return {
    store: postgresStore({ connectionString, max: CONNECTIONS }),
    consume: (customerId) => limiter.consume(customerId, 1),
    deduct: coalesce(deduct, { largest: Math.max(64, concurrency), atOnce: 1 }),
    deductStatement: DEDUCT.replace(/\s+/g, ' '),
    terms: `pg, ${CONNECTIONS} connections each, one server with fsync and synchronous_commit on for all`,
    async close() {
      await pool.end();
      await server.stop();
    },
  };
}

function openLimiter(pool: Pool): Promise<RateLimiterPostgres> {
  return new Promise((resolve, reject) => {
    const options = { ...PEER_POINTS, storeClient: pool, tableName: 'peer', clearExpiredByTimeout: false };
    const limiter: RateLimiterPostgres = new RateLimiterPostgres(options, (error?: Error) =>
      error === undefined ? queueMicrotask(() => resolve(limiter)) : reject(error),
    );
  });
}
