export type { PostgresClient, PostgresPool, PostgresQuery, PostgresResult } from './lib/store/postgres/pool.ts';
export {
  type PostgresAddressOptions,
  type PostgresPoolOptions,
  type PostgresStoreOptions,
  postgresStore,
} from './lib/store/postgres/postgres-store.ts';
