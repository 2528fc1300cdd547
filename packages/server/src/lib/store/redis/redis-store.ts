import type { Store } from '../../store.ts';
import { checkFormat } from './check-format.ts';
import { checkServers } from './check-server.ts';
import { type Connection, createEngine } from './engine.ts';
import { createKeyspace } from './keyspace.ts';
import { createLossWatch } from './loss-watch.ts';
import { createRedisAudit } from './redis-audit.ts';
import { createRedisChanges } from './redis-changes.ts';
import { connectRedis, isCluster, type RedisClient } from './redis-client.ts';
import { createRedisErasure } from './redis-erasure.ts';
import { createRedisInbox } from './redis-inbox.ts';
import { createRedisLedger } from './redis-ledger.ts';
import { createRedisOutbox } from './redis-outbox.ts';
import { createRedisPayments } from './redis-payments.ts';
import { createRedisRecords } from './redis-records.ts';
import { createRedisSnapshots } from './redis-snapshots.ts';
import { createStoreClock } from './store-clock.ts';

/** Where Redis is: a client of the host (`Redis` or `Cluster` of ioredis), or the address of one server. */
export type RedisPlace = { readonly client: RedisClient } | { readonly url: string };

export interface RedisStoreOptions {
  /** Begins every key, so that several installations can share a server. @default 'plimsoll' */
  readonly prefix?: string;
  /**
   * Parts that customers hash into; one part lies on one server of a cluster, and one step of a batch in one part. It can never change for
   * what is stored: give 256 from the beginning where a single server is to become a cluster.
   * @default 256 on a cluster, 1 on a single server
   */
  readonly buckets?: number;
  /** How long a call may take, in milliseconds, before it rejects with `store_unavailable`. @default 2000 */
  readonly deadlineMs?: number;
  /** The store's clock in milliseconds, for tests. @default the clock of the Redis server */
  readonly now?: () => number;
}

/**
 * The store for many instances and the highest rate: Redis 6.2 or newer (tested with 7.0), alone or a cluster, with `maxmemory-policy noeviction`.
 * What survives the end of the server is what its own settings say: everything with `appendonly yes` and `appendfsync always`, up to some
 * seconds less with `everysec`; `open` reads it into `capabilities`. A batch is one atomic step in each bucket: one on a single server.
 * A replica that takes over may lack the last writes, and Redis cannot promise otherwise. `losses` tells when this process finds less than
 * it was told, within two seconds of reaching the server that has less. It does not know what only processes that have ended were told,
 * nor of records, of steps that the outbox and the inbox had made, or of a webhook whose number another one has by now.
 * @throws TypeError for a prefix or a number of buckets that cannot be used
 */
export function redisStore(place: RedisPlace, options: RedisStoreOptions = {}): Store {
  const { prefix = 'plimsoll', buckets = bucketsFor(place), deadlineMs = 2000, now } = options;
  const keyspace = createKeyspace(prefix, buckets);
  const engine = createEngine(connectionTo(place), { deadlineMs });
  const clock = createStoreClock({ engine, keyspace }, now);
  const losses = createLossWatch(engine, keyspace);
  const changes = createRedisChanges({ engine, keyspace, losses });
  const ground = { engine, keyspace, clock, changes, losses };
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
    payments: createRedisPayments(ground),
    records: createRedisRecords(ground),
    audit: createRedisAudit(ground),
    erasure: createRedisErasure(ground),
    changes: changes.feed,
    losses: losses.feed,
    open: () =>
      engine.step(async () => {
        ({ durable } = await engine.use(checkServers));
        await checkFormat(engine, keyspace);
        await changes.listen();
      }),
    async close() {
      changes.stop();
      losses.stop();
      await engine.close();
    },
    now: clock.now,
  };
}

function bucketsFor(place: RedisPlace): number {
  return 'client' in place && isCluster(place.client) ? 256 : 1;
}

function connectionTo(place: RedisPlace): Connection {
  if ('client' in place) return { connect: async () => place.client, disconnect: () => undefined };
  return { connect: () => connectRedis(place.url), disconnect: (client) => client.disconnect() };
}
