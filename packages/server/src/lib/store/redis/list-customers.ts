import type { Ground } from './ground.ts';

const SHALLOW = 8;

interface Page {
  readonly after: string;
  readonly limit: number;
}

/** One page over all buckets, in ascending order of bytes: the order in which the server keeps them. */
export async function listCustomers(ground: Ground, page: Page): Promise<string[]> {
  const shallow = Math.min(SHALLOW, page.limit);
  const lists = await peek(ground, page, { buckets: ground.keyspace.buckets, depth: shallow });
  // A bucket that gave all that was asked for may hold more that belong on this page.
  const full = [...lists].filter(([, ids]) => ids.length === shallow).map(([bucket]) => bucket);
  const deep = shallow < page.limit && full.length > 0 ? await peek(ground, page, { buckets: full, depth: page.limit }) : [];
  const ids = [...new Map([...lists, ...deep]).values()].flat();
  return ids
    .map((id) => ({ id, bytes: Buffer.from(id) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .slice(0, page.limit)
    .map(({ id }) => id);
}

async function peek(
  { engine }: Ground,
  { after }: Page,
  { buckets, depth }: { buckets: readonly string[]; depth: number },
): Promise<Map<string, readonly string[]>> {
  const replies = await engine.runAll<string[][]>('list-customers', { keys: buckets, args: [after, depth] });
  return new Map(replies.flatMap(({ keys, reply }) => keys.map((key, position) => [key, reply[position] ?? []] as const)));
}
