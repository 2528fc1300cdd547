import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { findPostgres, startPostgres } from '../../../../../../.config/servers/postgres.ts';
import { startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import { readPostgres } from '../../../../../../.config/servers/read-postgres.ts';
import { readRedis } from '../../../../../../.config/servers/read-redis.ts';
import { readSqlite } from '../../../../../../.config/servers/read-sqlite.ts';
import type { Store } from '../../../index.ts';
import { memoryStore } from '../../../memory.ts';
import { postgresStore } from '../../../postgres.ts';
import { redisStore } from '../../../redis.ts';
import { sqliteStore } from '../../../sqlite.ts';

/** Every store that a promise is kept on. */
export const STORE_KINDS = ['memory', 'sqlite', 'postgres', 'redis'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

interface Opening {
  readonly now: () => number;
  /** Whose data it is: a schema, a prefix, a file. @default 'plimsoll' */
  readonly installation?: string;
}

/** A file or a private server on which stores are opened. */
export interface StorePlace {
  readonly kind: StoreKind;
  /** One more instance over the same data; in memory, where there is no other process, the same one again. */
  open(opening: Opening): Store;
  /** All that is kept, as text; nothing can be seen of what is in memory. */
  contents(): Promise<string>;
  close(): Promise<void>;
}

/** Why this kind cannot be had here; undefined when it can. In CI a missing server is a failure, so it throws. */
export function whyMissing(kind: StoreKind): string | undefined {
  if (kind === 'redis') return whyNoRedis();
  if (kind !== 'postgres' || findPostgres() !== undefined) return undefined;
  const why = 'no PostgreSQL: set PLIMSOLL_POSTGRES_BIN, or install the package `postgresql`';
  if (process.env['CI']) throw new Error(why);
  return why;
}

/** Makes a place of a kind. */
export async function openStorePlace(kind: StoreKind): Promise<StorePlace> {
  switch (kind) {
    case 'memory':
      return openMemory();
    case 'sqlite':
      return openSqlite();
    case 'postgres':
      return await openPostgres();
    case 'redis':
      return await openRedis();
    default:
      return kind satisfies never;
  }
}

function openMemory(): StorePlace {
  const stores = new Map<string, Store>();
  return {
    kind: 'memory',
    open({ now, installation = 'plimsoll' }) {
      const store = stores.get(installation) ?? memoryStore({ now });
      stores.set(installation, store);
      return store;
    },
    contents: async () => '',
    close: async () => undefined,
  };
}

function openSqlite(): StorePlace {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-promises-'));
  return {
    kind: 'sqlite',
    open: ({ now, installation = 'plimsoll' }) => sqliteStore({ file: join(folder, `${installation}.db`), now, synchronous: 'normal' }),
    contents: async () => readSqlite(join(folder, 'plimsoll.db')),
    close: async () => rmSync(folder, { recursive: true }),
  };
}

async function openPostgres(): Promise<StorePlace> {
  const server = await startPostgres(findPostgres() ?? '');
  return {
    kind: 'postgres',
    open: ({ now, installation = 'plimsoll' }) =>
      postgresStore({ connectionString: server.connectionString, schema: installation, max: 4, now }),
    async contents() {
      const client = new pg.Client({ connectionString: server.connectionString });
      await client.connect();
      return await readPostgres(client, 'plimsoll').finally(() => client.end());
    },
    close: () => server.stop(),
  };
}

async function openRedis(): Promise<StorePlace> {
  const server = await startRedis();
  return {
    kind: 'redis',
    open: ({ now, installation = 'plimsoll' }) => redisStore({ url: `redis://127.0.0.1:${server.port}` }, { prefix: installation, now }),
    async contents() {
      const client = new Redis(server.port);
      return await readRedis([client], 'plimsoll').finally(() => client.disconnect());
    },
    close: () => server.dispose(),
  };
}
