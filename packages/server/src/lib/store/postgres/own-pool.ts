import type { Pool } from 'pg';
import type { PoolSource } from './pool.ts';

export interface PoolSettings {
  readonly connectionString: string;
  readonly max: number;
  readonly connectTimeoutMs: number;
}

/** A pool of our own, made at the first connection. */
export function ownPool({ connectionString, max, connectTimeoutMs }: PoolSettings): PoolSource {
  let pool: Promise<Pool> | undefined;
  // Loaded late: a host that brings its own pool brings its own `pg`.
  async function make(): Promise<Pool> {
    const { Pool } = await import('pg');
    const made = new Pool({
      connectionString,
      // One more, which listens.
      max: max + 1,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      // What does not wait for an answer goes out at once. Versions of `pg` that cannot do it ignore this.
      pipeline: true,
      application_name: 'plimsoll',
    });
    // A connection that breaks while nobody uses it is replaced by the pool; without a listener it would end the process.
    made.on('error', () => undefined);
    return made;
  }
  return {
    pool() {
      pool ??= make();
      return pool;
    },
    end: async () => {
      await (await pool)?.end();
    },
  };
}
