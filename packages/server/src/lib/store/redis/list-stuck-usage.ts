import type { UsageEvent } from '../../ledger/entry.ts';
import type { StuckPage, StuckUsage } from '../../store.ts';
import type { Ground } from './ground.ts';

type Found = readonly [bucket: number, member: string, reason: string, event: UsageEvent];

/** Where a parked event stands: by its time, then by its number, which each bucket counts for itself, then by the bucket. */
interface Place {
  readonly at: number;
  readonly member: string;
  readonly bucket: number;
}

/** Parked events of all buckets, oldest first. */
export async function listStuckUsage({ engine, keyspace }: Ground, { after, limit }: StuckPage): Promise<readonly StuckUsage[]> {
  const from = readPlace(after);
  const args = [from?.at ?? '', from?.member ?? '', limit];
  const parts = await engine.runAll<Found[]>('list-stuck-outbox', { keys: keyspace.buckets, args });
  const numbers = new Map(keyspace.buckets.map((bucket, number) => [bucket, number]));
  const found = parts.flatMap(({ keys, reply }) =>
    reply.map(([index, member, reason, event]) => ({
      place: { at: event.at, member, bucket: numbers.get(keys[index] ?? '') ?? 0 },
      event,
      reason,
    })),
  );
  return found
    .filter(({ place }) => from === null || inOrder(from, place) < 0)
    .sort((a, b) => inOrder(a.place, b.place))
    .slice(0, limit)
    .map(({ place: { at, member, bucket }, event, reason }) => ({ place: `${at}-${member}-${bucket}`, event, reason }));
}

function inOrder(a: Place, b: Place): number {
  return a.at - b.at || Number(a.member) - Number(b.member) || a.bucket - b.bucket;
}

function readPlace(text: string | null): Place | null {
  const [, at, member, bucket] = /^(\d{1,16})-(\d{16})-(\d{1,5})$/.exec(text ?? '') ?? [];
  return member === undefined ? null : { at: Number(at), member, bucket: Number(bucket) };
}
