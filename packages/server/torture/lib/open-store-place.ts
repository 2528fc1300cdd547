import { join } from 'node:path';
import { findPostgres, startPostgres } from '../../../../.config/servers/postgres.ts';
import { startRedis } from '../../../../.config/servers/private-redis.ts';
import type { StoreKind, StorePlace } from './store-kinds.ts';

/** Where the store of a run is, and what stands behind it. */
export interface OpenStorePlace extends StorePlace {
  /** Kills the store's own server and starts it again. Null where there is none, or where it is not ours. */
  readonly crash: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** Finds a place for a store: a file in the run's folder, a private server, or what the command line names. @throws Error where no server can be started */
export async function openStorePlace(
  kind: StoreKind,
  { directory, given }: { directory: string; given: string | null },
): Promise<OpenStorePlace> {
  if (given !== null) return { kind, location: given, crash: null, close: async () => undefined };
  switch (kind) {
    case 'sqlite':
      return { kind, location: join(directory, 'billing.db'), crash: null, close: async () => undefined };
    case 'postgres':
      return await openPostgres();
    case 'redis':
      return await openRedis();
    default:
      return kind satisfies never;
  }
}

async function openPostgres(): Promise<OpenStorePlace> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('No PostgreSQL was found: set PLIMSOLL_POSTGRES_BIN, or name a server with --location.');
  const server = await startPostgres(bin);
  return { kind: 'postgres', location: server.connectionString, crash: () => server.crash(), close: () => server.stop() };
}

async function openRedis(): Promise<OpenStorePlace> {
  // Only so does Redis keep what it acknowledged when it is killed.
  const server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
  return {
    kind: 'redis',
    location: `redis://127.0.0.1:${server.port}`,
    async crash() {
      await server.kill();
      await server.restart();
    },
    close: () => server.dispose(),
  };
}
