import type { Store } from '../../src/index.ts';
import { postgresStore } from '../../src/postgres.ts';
import { redisStore } from '../../src/redis.ts';
import { sqliteStore } from '../../src/sqlite.ts';

/** The stores that a run can be made on. */
export const STORE_KINDS = ['sqlite', 'postgres', 'redis'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

export interface StorePlace {
  readonly kind: StoreKind;
  /** A file, or the address of a server. */
  readonly location: string;
}

/** Makes a store whose clock the rig can move, so that leases and reservations end without waiting for them. */
export function makeStore({ kind, location }: StorePlace, now: () => number): Store {
  switch (kind) {
    case 'sqlite':
      return sqliteStore({ file: location, now });
    case 'postgres':
      return postgresStore({ connectionString: location, now });
    case 'redis':
      return redisStore({ url: location }, { now });
    default:
      return kind satisfies never;
  }
}
