import type { Store } from '../../src/index.ts';
import { sqliteStore } from '../../src/sqlite.ts';

/** The stores that a run can be made on. */
export const STORE_KINDS = ['sqlite'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

export interface StorePlace {
  readonly kind: StoreKind;
  /** A file, or the address of a server. */
  readonly location: string;
}

/** Makes a store whose clock the rig can move, so that leases and reservations end without waiting for them. */
export async function makeStore({ kind, location }: StorePlace, now: () => number): Promise<Store> {
  switch (kind) {
    case 'sqlite':
      return sqliteStore({ file: location, now });
    default:
      return kind satisfies never;
  }
}
