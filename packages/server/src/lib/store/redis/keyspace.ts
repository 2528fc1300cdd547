/** Buckets that customers hash into. Part of what is stored: it can never change. */
const BUCKETS = 256;

/** Where things lie. Everything of a bucket has its hash tag, so that a cluster keeps it in one slot and a script may touch it in one step. */
export interface Keyspace {
  readonly buckets: readonly string[];
  readonly inbox: string;
  /** The installation's own notes. */
  readonly notes: string;
  /** Where changes are published. */
  readonly channel: string;
  /** The bucket of a customer, or of any other name. */
  bucketOf(name: string): string;
}

/** Names of one installation. @throws TypeError for a prefix that would spoil the hash tags */
export function createKeyspace(prefix: string): Keyspace {
  if (!/^[\w.:-]{1,100}$/.test(prefix)) throw new TypeError('The prefix of redisStore must be 1 to 100 letters, digits or any of _ . : -');
  const buckets = Array.from({ length: BUCKETS }, (_, index) => `{${prefix}:b${index}}`);
  return {
    buckets,
    inbox: `{${prefix}:inbox}`,
    notes: `{${prefix}:notes}`,
    channel: `${prefix}:changes`,
    bucketOf: (name) => buckets[hash(name) % BUCKETS] ?? '',
  };
}

// FNV-1a over the bytes. Part of what is stored as well.
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
