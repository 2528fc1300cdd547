import { BillingError } from '@plimsoll/contract';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';

/** Raised when what is stored is laid out in another way. */
const FORMAT = 2;

/** Rejects with `store_unavailable` when another layout is in use here, which this store would misread. */
export async function checkFormat(engine: Engine, keyspace: Keyspace): Promise<void> {
  const own = [FORMAT, keyspace.buckets.length] as const;
  const [format, buckets] = await engine.run<readonly [number, number]>('note-format', { keys: [keyspace.notes], args: own });
  if (format !== FORMAT) {
    const versions = `What is stored in Redis has format ${format}; this version knows ${FORMAT}.`;
    throw new BillingError('store_unavailable', `${versions} Use the version that wrote it, or another prefix.`);
  }
  if (buckets !== keyspace.buckets.length)
    throw new BillingError(
      'store_unavailable',
      `What is stored in Redis lies in ${buckets} buckets: give redisStore { buckets: ${buckets} }.`,
    );
}
