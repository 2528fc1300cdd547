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

// The age of a snapshot is looked at when it is read: what is in use all the time is read again now and then for that alone.
const LONGEST_TIMES = 12;

/**
 * Customers that were read lately, the last 10,000, each until its time is over or it changes. Every change raises a customer's version by
 * one; so a version that follows on the last one heard of says that nothing else changed in between, and what was read is as good as new.
 */
export interface KnownCustomers {
  /** What is remembered of a customer, or is being read just now. Undefined when it must be read. */
  recall(customerId: string): KnownCustomer | Promise<KnownCustomer> | undefined;
  /** Reads a customer afresh and remembers it, unless it changes meanwhile. */
  read(customerId: string): Promise<KnownCustomer>;
  /** It changed: what was read of it, or is being read, is not remembered. */
  forget(customerId: string): void;
  /** Its ledger changed, which leaves what was read of it as it is. The time of that begins anew when no other change was missed. */
  noteVersion(customerId: string, version: number): void;
}

interface Reading {
  readonly customer: Promise<KnownCustomer>;
  /** When it began, on the monotonic clock. */
  readonly began: number;
  /** The last instant at which it was so. */
  provenAt: number;
  /** The last version of the customer that was heard of; null before the first. */
  version: number | null;
  /** Whether every version since the reading began was heard of. */
  gapless: boolean;
}

interface Kept extends Reading {
  readonly known: KnownCustomer;
}

type Load = (customerId: string) => Promise<KnownCustomer>;

interface Keeping {
  readonly runtime: Runtime;
  readonly keepMs: number;
  readonly tallies: Pick<Tallies, 'lookups'>;
}

/** Nobody is known yet. With `keepMs` 0 nobody ever is. */
export function createKnownCustomers(load: Load, { runtime, keepMs, tallies: { lookups } }: Keeping): KnownCustomers {
  const recent = createRecentMap<Kept>(MOST_CUSTOMERS);
  const underWay = new Map<string, Reading>();

  function begin(customerId: string): Reading {
    const began = runtime.monotonic();
    const version = recent.peek(customerId)?.version ?? null;
    const reading = { customer: load(customerId), began, provenAt: began, version, gapless: version !== null };
    underWay.set(customerId, reading);
    return reading;
  }

  async function readAndKeep(customerId: string): Promise<KnownCustomer> {
    const reading = begin(customerId);
    const isNewest = () => underWay.get(customerId) === reading;
    try {
      const known = await reading.customer;
      // Nothing known is no knowledge: the next call asks again.
      if (isNewest() && known.snapshot !== null) recent.set(customerId, Object.assign(reading, { known }));
      return known;
    } finally {
      if (isNewest()) underWay.delete(customerId);
    }
  }

  function isFresh({ began, provenAt }: Reading): boolean {
    const now = runtime.monotonic();
    return now - provenAt < keepMs && now - began < keepMs * LONGEST_TIMES;
  }

  function follow(reading: Reading | undefined, version: number): void {
    if (reading === undefined || version <= (reading.version ?? 0)) return;
    reading.gapless &&= version === (reading.version ?? 0) + 1;
    reading.version = version;
    if (reading.gapless) reading.provenAt = runtime.monotonic();
  }

  return {
    recall(customerId) {
      const kept = recent.get(customerId);
      const fresh = kept !== undefined && isFresh(kept);
      const known = fresh ? kept.known : underWay.get(customerId)?.customer;
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
    noteVersion(customerId, version) {
      follow(recent.peek(customerId), version);
      follow(underWay.get(customerId), version);
    },
  };
}
