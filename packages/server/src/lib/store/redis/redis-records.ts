import type { RecordStore } from '../../store.ts';
import type { Ground } from './ground.ts';

/** Small documents with compare-and-set, spread over the buckets by their key. */
export function createRedisRecords({ engine, keyspace, clock }: Ground): RecordStore {
  const keysOf = (key: string) => [keyspace.bucketOf(key)];
  return {
    read: (key) =>
      engine.step(async () => {
        const record = await engine.run<[unknown, number] | null>('read-record', { keys: keysOf(key), args: [clock.given(), key] });
        return record === null ? null : { value: record[0], revision: record[1] };
      }),
    write: (key, { value, expectedRevision, ttlMs }) =>
      engine.step(async () => {
        const args = [clock.given(), key, JSON.stringify(value ?? null), expectedRevision, ttlMs ?? ''];
        return (await engine.run<number>('write-record', { keys: keysOf(key), args })) === 1;
      }),
    remove: (key) =>
      engine.step(async () => {
        await engine.run<null>('remove-record', { keys: keysOf(key), args: [key] });
      }),
  };
}
