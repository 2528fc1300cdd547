import type { Erasure, ErasureOutcome } from '../../erasure/erasure-store.ts';
import type { Ground } from './ground.ts';
import { ERASED_VERSION } from './redis-changes.ts';
import { patternOf, scanEntries } from './scan-entries.ts';
import { nameOfEntry } from './wire-command.ts';

const LOOKED_AT_ONCE = 5000;
const SORTED_AT_ONCE = 500;
const CHANGED_AT_ONCE = 500;
const DAYS_AT_ONCE = 20;
// Whoever uses units all the time is looked through again and again.
const MOST_TRIES = 20;

type Usage = readonly [number: string, billableUnits: number, parked: 0 | 1];
type Scanned<T> = readonly [cursor: string, found: readonly T[]];

/**
 * Takes a customer out of a bucket in steps of a bounded length. The last one is done only if the version is what it was before the first:
 * then all that was looked through is as it was seen, and nothing is held.
 */
export async function eraseBooks(ground: Ground, erasure: Erasure): Promise<ErasureOutcome> {
  const { engine, keyspace, changes } = ground;
  const { customerId } = erasure;
  const keys = [keyspace.bucketOf(customerId)];
  const customers = [customerId];
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const version = await engine.run<number>('read-version', { keys, args: [customerId] });
    await sortJournal(ground, keys, erasure);
    const usage = await scan<Usage>((cursor) => engine.run('find-usage', { keys, args: [cursor, LOOKED_AT_ONCE, customerId] }));
    const { entries } = await scanEntries(ground, customerId);
    if (entries.some(({ state }) => state === 'reserved')) return 'held';
    if (!erasure.dropUsage && usage.some(([, billable, parked]) => parked === 0 || billable > 0)) return 'unsent';
    for (const args of slices(usage.map(([number]) => number))) await engine.run<null>('drop-usage', { keys, args });
    const accounts = await forgetParts(ground, keys, { erasure, version, entries: entries.map(nameOfEntry) });
    if (accounts === null) continue;
    const args = [changes.channel, changes.beginning('snapshot', customers), customerId, version, ...accounts];
    if ((await engine.run<number>('erase-books', { keys, args })) === 0) continue;
    changes.publish({ about: 'snapshot', customers, versions: [ERASED_VERSION] });
    return 'erased';
  }
  return 'unsent';
}

interface Parts {
  readonly erasure: Erasure;
  readonly version: number;
  readonly entries: readonly string[];
}

/** Forgets what may go before the rest; gives the names of the accounts. Null: something changed meanwhile. */
async function forgetParts(
  { engine }: Ground,
  keys: readonly string[],
  { erasure, version, entries }: Parts,
): Promise<readonly string[] | null> {
  const { customerId, mark } = erasure;
  const pattern = patternOf(`${customerId}/`);
  const accounts = await scan<string>((cursor) => engine.run('scan-names', { keys, args: [':accounts', cursor, pattern, LOOKED_AT_ONCE] }));
  // Whatever was committed has an account, and accounts are never forgotten otherwise.
  for (const meter of new Set(accounts.map((name) => name.split('/')[1] ?? ''))) {
    const args = [customerId, version, meter, mark, DAYS_AT_ONCE];
    for (let days = DAYS_AT_ONCE; days === DAYS_AT_ONCE; ) {
      days = await engine.run<number>('forget-history', { keys, args });
      if (days < 0) return null;
    }
  }
  for (const names of slices(entries)) {
    if ((await engine.run<number>('forget-entries', { keys, args: [customerId, version, ...names] })) === 0) return null;
  }
  return accounts;
}

// Whoever reads the history sorts first; null says that there is more to sort.
async function sortJournal({ engine }: Ground, keys: readonly string[], { customerId }: Erasure): Promise<void> {
  while ((await engine.run<unknown>('read-history', { keys, args: [customerId, '', 0, 0, SORTED_AT_ONCE] })) === null);
}

/** All that a command finds, each once: a scan may show something twice. */
export async function scan<T>(look: (cursor: string) => Promise<Scanned<T>>): Promise<readonly T[]> {
  const found = new Map<string, T>();
  for (let cursor = '0'; ; ) {
    const [next, more] = await look(cursor);
    for (const item of more) found.set(JSON.stringify(item), item);
    if (next === '0') return [...found.values()];
    cursor = next;
  }
}

function slices(names: readonly string[]): (readonly string[])[] {
  const count = Math.ceil(names.length / CHANGED_AT_ONCE);
  return Array.from({ length: count }, (_, index) => names.slice(index * CHANGED_AT_ONCE, (index + 1) * CHANGED_AT_ONCE));
}
