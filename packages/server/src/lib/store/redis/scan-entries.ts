import type { Entry } from '../../ledger/entry.ts';
import type { Ground } from './ground.ts';
import { entryOfWire, type WireEntry } from './wire.ts';
import { nameOfEntry } from './wire-command.ts';

/** Fields of a bucket that one call looks at: few enough that a server stays open for others in between. */
const LOOKED_AT_ONCE = 5000;

interface Scanned {
  readonly now: number;
  readonly cursor: string;
  readonly entries: readonly (readonly [name: string, entry: WireEntry])[];
}

/**
 * All entries of a customer. A bucket keeps them by name without an order, so all of the bucket is looked through: that is dear, and what an
 * operator's look costs instead of an index that every spend would pay for.
 */
export async function scanEntries({ engine, keyspace, clock }: Ground, customerId: string): Promise<{ now: number; entries: Entry[] }> {
  const keys = [keyspace.bucketOf(customerId)];
  const prefix = nameOfEntry({ customerId, id: '' });
  const pattern = patternOf(prefix);
  const found = new Map<string, Entry>();
  for (let cursor = '0', now = 0; ; ) {
    const scanned: Scanned = await engine.run('scan-entries', { keys, args: [clock.given(), cursor, pattern, LOOKED_AT_ONCE] });
    for (const [name, entry] of scanned.entries) {
      const id = name.slice(prefix.length);
      found.set(id, entryOfWire(entry, { customerId, id }));
    }
    ({ cursor, now } = scanned);
    if (cursor === '0') return { now, entries: [...found.values()] };
  }
}

/** What matches every name that begins so. */
export function patternOf(prefix: string): string {
  return `${prefix.replaceAll(/[\\*?[\]^-]/g, (sign) => `\\${sign}`)}*`;
}
