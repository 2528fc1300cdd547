import { join } from 'node:path';
import type { Store } from '@plimsoll/server';
import { postgresStore } from '@plimsoll/server/postgres';
import { redisStore } from '@plimsoll/server/redis';
import { sqliteStore } from '@plimsoll/server/sqlite';
import type { Env } from './env.ts';

/** Where billing lives: the server that `STORE_URL` names, or a file beside the application's own. */
export function openStore({ STORE_URL: url, DATA_DIR }: Pick<Env, 'STORE_URL' | 'DATA_DIR'>): Store {
  if (url === undefined) return sqliteStore({ file: join(DATA_DIR, 'billing.db') });
  return url.startsWith('redis') ? redisStore({ url }) : postgresStore({ connectionString: url });
}
