/** Where things lie. Everything of a bucket has its hash tag, so that a cluster keeps it in one slot and a script may touch it in one step. */
export interface Keyspace {
  readonly buckets: readonly string[];
  readonly inbox: string;
  readonly audit: string;
  /** The installation's own notes. */
  readonly notes: string;
  /** Where changes are published. */
  readonly channel: string;
  /** The bucket of a customer, or of any other name. */
  bucketOf(name: string): string;
}

/** Names of one installation with so many buckets. @throws TypeError for a prefix that would spoil the hash tags, or a count that is none */
export function createKeyspace(prefix: string, count: number): Keyspace {
  if (!/^[\w.:-]{1,100}$/.test(prefix)) throw new TypeError('The prefix of redisStore must be 1 to 100 letters, digits or any of _ . : -');
  if (!Number.isInteger(count) || count < 1 || count > 1024) throw new TypeError('redisStore has 1 to 1024 buckets');
  const buckets = Array.from({ length: count }, (_, index) => `{${prefix}:b${index}}`);
  return {
    buckets,
    inbox: `{${prefix}:inbox}`,
    audit: `{${prefix}:audit}`,
    notes: `{${prefix}:notes}`,
    channel: `${prefix}:changes`,
    bucketOf: (name) => buckets[count === 1 ? 0 : hash(name) % count] ?? '',
  };
}

// FNV-1a over the bytes. Part of what is stored as well.
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code > 0x7f) return hashBytes(new TextEncoder().encode(name));
    value = Math.imul(value ^ code, 0x01000193);
  }
  return value >>> 0;
}

function hashBytes(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
