const SEPARATOR = '~';

/** A token that says which buckets its lease is in, so that nobody has to ask them all. */
export function tokenOf(id: string, buckets: ReadonlySet<number>): string {
  return `${id}${SEPARATOR}${[...buckets].join('.')}`;
}

/** The name of the lease in each bucket. */
export function leaseOfToken(token: string): string {
  return token.split(SEPARATOR)[0] ?? '';
}

/** The buckets of a lease, each once; none for a text that is no token of ours. */
export function bucketsOfToken(token: string, buckets: readonly string[]): string[] {
  const positions = new Set(
    (token.split(SEPARATOR)[1] ?? '')
      .split('.')
      .filter((text) => text !== '')
      .map(Number),
  );
  return [...positions].map((position) => buckets[position]).filter((bucket) => bucket !== undefined);
}
