import { join } from 'node:path';
import type { Store } from '@plimsoll/server';
import { postgresStore } from '@plimsoll/server/postgres';
import { redisStore } from '@plimsoll/server/redis';
import { sqliteStore } from '@plimsoll/server/sqlite';
import type { Env } from './env.ts';

type StorePlace = Pick<Env, 'STORE_URL' | 'DATA_DIR' | 'CLOCK_AHEAD_MS'>;

/** Where the billing of a product lives: a part of its own of the server that `STORE_URL` names, or a file of its own. */
export function openStore({ STORE_URL: url, DATA_DIR, CLOCK_AHEAD_MS: ahead }: StorePlace, product: string): Store {
  const clock = ahead === undefined ? {} : { now: () => Date.now() + ahead };
  if (url === undefined) return sqliteStore({ file: join(DATA_DIR, `${product}-billing.db`), ...clock });
  if (url.startsWith('redis')) return redisStore({ url }, { prefix: product, ...clock });
  return postgresStore({ connectionString: url, schema: product, ...clock });
}
