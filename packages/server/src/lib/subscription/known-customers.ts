import type { Runtime } from '../runtime/runtime.ts';
import { createRecentMap } from '../spill/recent-map.ts';
import type { Tallies } from '../telemetry/tallies.ts';
import type { Snapshot } from './snapshot.ts';
import type { Standing } from './standing.ts';

const MOST_CUSTOMERS = 10_000;

/** What was read of a customer. */
export interface KnownCustomer {
  /** Null when there was nothing to read. */
  readonly snapshot: Snapshot | null;
  /** What it amounts to at an instant of the store's clock. The same object as long as nothing turns. */
  standingAt(now: number): Standing;
}

/** Customers that were read lately, the last 10,000, each until its time is over or it changes. */
export interface KnownCustomers {
  /** What is remembered of a customer, or is being read just now. Undefined when it must be read. */
  recall(customerId: string): KnownCustomer | Promise<KnownCustomer> | undefined;
  /** Reads a customer afresh and remembers it, unless it changes meanwhile. */
  read(customerId: string): Promise<KnownCustomer>;
  /** It changed: what was read of it, or is being read, is not remembered. */
  forget(customerId: string): void;
}

interface Reading {
  readonly customer: KnownCustomer;
  /** When it began, on the monotonic clock. */
  readonly at: number;
}

type Load = (customerId: string) => Promise<KnownCustomer>;

interface Keeping {
  readonly runtime: Runtime;
  readonly keepMs: number;
  readonly tallies: Pick<Tallies, 'lookups'>;
}

/** Nobody is known yet. With `keepMs` 0 nobody ever is. */
export function createKnownCustomers(load: Load, { runtime, keepMs, tallies: { lookups } }: Keeping): KnownCustomers {
  const recent = createRecentMap<Reading>(MOST_CUSTOMERS);
  const underWay = new Map<string, Promise<KnownCustomer>>();

  async function readAndKeep(customerId: string): Promise<KnownCustomer> {
    const at = runtime.monotonic();
    const reading = load(customerId);
    underWay.set(customerId, reading);
    const isNewest = () => underWay.get(customerId) === reading;
    try {
      const customer = await reading;
      // Nothing known is no knowledge: the next call asks again.
      if (isNewest() && customer.snapshot !== null) recent.set(customerId, { customer, at });
      return customer;
    } finally {
      if (isNewest()) underWay.delete(customerId);
    }
  }

  return {
    recall(customerId) {
      const reading = recent.get(customerId);
      const fresh = reading !== undefined && runtime.monotonic() - reading.at < keepMs;
      const known = fresh ? reading.customer : underWay.get(customerId);
      if (fresh) lookups.hit += 1;
      else if (known === undefined) lookups.miss += 1;
      else lookups.shared += 1;
      return known;
    },
    read: keepMs === 0 ? load : readAndKeep,
    forget(customerId) {
      recent.delete(customerId);
      underWay.delete(customerId);
    },
  };
}
