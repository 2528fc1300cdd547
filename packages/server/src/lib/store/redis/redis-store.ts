import type { Store } from '../../store.ts';
import { checkFormat } from './check-format.ts';
import { checkServers } from './check-server.ts';
import { type Connection, createEngine } from './engine.ts';
import { createKeyspace } from './keyspace.ts';
import { createRedisChanges } from './redis-changes.ts';
import { connectRedis, type RedisClient } from './redis-client.ts';
import { createRedisInbox } from './redis-inbox.ts';
import { createRedisLedger } from './redis-ledger.ts';
import { createRedisOutbox } from './redis-outbox.ts';
import { createRedisRecords } from './redis-records.ts';
import { createRedisSnapshots } from './redis-snapshots.ts';
import { createStoreClock } from './store-clock.ts';

/** Where Redis is: a client of the host (`Redis` or `Cluster` of ioredis), or the address of one server. */
export type RedisPlace = { readonly client: RedisClient } | { readonly url: string };

export interface RedisStoreOptions {
  /** Begins every key, so that several installations can share a server. @default 'plimsoll' */
  readonly prefix?: string;
  /** How long a call may take, in milliseconds, before it rejects with `store_unavailable`. @default 2000 */
  readonly deadlineMs?: number;
  /** The store's clock in milliseconds, for tests. @default the clock of the Redis server */
  readonly now?: () => number;
}

/**
 * The store for many instances and the highest rate: Redis 6.2 or newer (tested with 7.0), alone or a cluster, with `maxmemory-policy noeviction`.
 * What survives the end of the server is what its own settings say: everything with `appendonly yes` and `appendfsync always`, up to some
 * seconds less with `everysec`; `open` reads it into `capabilities`. Atomic for each customer; a batch of several customers is several steps.
 * @throws TypeError for a prefix that cannot be used
 */
export function redisStore(place: RedisPlace, { prefix = 'plimsoll', deadlineMs = 2000, now }: RedisStoreOptions = {}): Store {
  const keyspace = createKeyspace(prefix);
  const engine = createEngine(connectionTo(place), { deadlineMs });
  const clock = createStoreClock({ engine, keyspace }, now);
  const changes = createRedisChanges(engine, keyspace);
  const ground = { engine, keyspace, clock, changes };
  let durable = false;
  return {
    name: 'redis',
    get capabilities() {
      return { survivesProcessKill: true, survivesStoreKill: durable, multiInstance: true };
    },
    ledger: createRedisLedger(ground),
    snapshots: createRedisSnapshots(ground),
    inbox: createRedisInbox(ground),
    outbox: createRedisOutbox(ground),
    records: createRedisRecords(ground),
    changes: changes.feed,
    open: () =>
      engine.step(async () => {
        ({ durable } = await engine.use(checkServers));
        await checkFormat(engine, keyspace);
        await changes.listen();
      }),
    async close() {
      changes.stop();
      await engine.close();
    },
    now: clock.now,
  };
}

function connectionTo(place: RedisPlace): Connection {
  if ('client' in place) return { connect: async () => place.client, disconnect: () => undefined };
  return { connect: () => connectRedis(place.url), disconnect: (client) => client.disconnect() };
}
