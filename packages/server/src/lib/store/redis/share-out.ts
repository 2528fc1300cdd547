import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import type { StoreClock } from './store-clock.ts';

/** How deep every bucket is looked into at first. */
const SHALLOW = 16;

interface Ground {
  readonly engine: Engine;
  readonly keyspace: Keyspace;
  readonly clock: StoreClock;
}

interface Wanted {
  readonly index: 'due' | 'settled' | 'outbox:due';
  /** Milliseconds that a score must lie back. */
  readonly agoMs: number;
  readonly limit: number;
  /** Whether what is in the journal will be in the index. */
  readonly journal: boolean;
}

type Scores = ReadonlyMap<string, readonly number[]>;

/** Shares of a limit by bucket. */
export interface Shares {
  readonly byBucket: ReadonlyMap<string, number>;
  /** Whether there may be more than was seen. */
  readonly deeper: boolean;
}

/** Shares a limit out among the buckets so that the lowest scores of all come first. What others take meanwhile only makes it less. */
export async function shareOut(ground: Ground, wanted: Wanted): Promise<Shares> {
  const shallow = Math.min(SHALLOW, wanted.limit);
  const scores = await peek(ground, wanted, { buckets: ground.keyspace.buckets, depth: shallow });
  const full = [...scores].filter(([, found]) => found.length === shallow).map(([bucket]) => bucket);
  if (shallow === wanted.limit || full.length === 0) return { byBucket: lowest(scores, wanted.limit), deeper: false };
  const depth = Math.max(shallow, Math.ceil((2 * wanted.limit) / full.length));
  const deep = await peek(ground, wanted, { buckets: full, depth });
  return {
    byBucket: lowest(new Map([...scores, ...deep]), wanted.limit),
    deeper: [...deep.values()].some((found) => found.length === depth),
  };
}

async function peek(
  { engine, clock }: Ground,
  { index, agoMs, journal }: Wanted,
  { buckets, depth }: { buckets: readonly string[]; depth: number },
): Promise<Scores> {
  const args = [clock.given(), index, agoMs, depth, Number(journal)];
  const replies = await engine.runAll<[number, ...number[]][]>('peek-index', { keys: buckets, args });
  return new Map(replies.flatMap(({ keys, reply }) => reply.map(([position, ...scores]) => [keys[position] ?? '', scores] as const)));
}

function lowest(scores: Scores, limit: number): Map<string, number> {
  const rows = [...scores].flatMap(([bucket, found]) => found.map((score) => ({ bucket, score })));
  const shares = new Map<string, number>();
  for (const { bucket } of rows.sort((a, b) => a.score - b.score).slice(0, limit)) shares.set(bucket, (shares.get(bucket) ?? 0) + 1);
  return shares;
}
