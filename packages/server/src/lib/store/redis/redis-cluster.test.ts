import { Cluster } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PrivateCluster, startRedisCluster, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { Change } from '../../store.ts';
import { describeStore } from '../../testing/store-contract/describe-store.ts';
import { allow, spend } from '../../testing/store-contract/sample-commands.ts';
import { redisStore } from './redis-store.ts';

const missing = whyNoRedis();
let servers: PrivateCluster | undefined;
let client: Cluster;
let installations = 0;

const connect = () => new Cluster((servers?.ports ?? []).map((port) => ({ host: '127.0.0.1', port })));

beforeAll(async () => {
  if (missing !== undefined) return;
  servers = await startRedisCluster();
  client = connect();
}, 30_000);
afterAll(async () => {
  client?.disconnect();
  await servers?.dispose();
});
beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});

describeStore('Redis Cluster', {
  async create() {
    let time = Date.UTC(2026, 10, 20, 10, 20);
    installations += 1;
    const store = redisStore({ client }, { prefix: `installation-${installations}`, now: () => time });
    return {
      store,
      advance: (ms) => {
        time += ms;
      },
      dispose: () => store.close(),
    };
  },
});

describe('instances on a cluster', () => {
  it('hear of changes of each other, whichever server has the customer', async () => {
    const [own, other] = [client, connect()].map((cluster) => redisStore({ client: cluster }, { prefix: 'changes' }));
    if (own === undefined || other === undefined) throw new Error('Two stores are made.');
    await Promise.all([own.open(), other.open()]);
    const heard: Change[] = [];
    other.changes.subscribe((change) => heard.push(change));
    const customers = Array.from({ length: 12 }, (_, index) => `customer-${index}`);
    await own.ledger.apply(customers.map((customerId) => spend('1', { customerId })));
    await vi.waitFor(() => expect(heard).toHaveLength(12));
    expect(heard.map(({ customerId }) => customerId).sort()).toEqual(customers.sort());
    await Promise.all([own.close(), other.close()]);
  });

  it('keep what belongs together on one server, and spread customers over all of them', async () => {
    const store = redisStore({ client }, { prefix: 'spread' });
    const commands = Array.from({ length: 60 }, (_, index) => spend('1', { customerId: `customer-${index}`, policy: allow(null) }));
    await store.ledger.apply(commands);
    const counts = await Promise.all(client.nodes('master').map((node) => node.keys('{spread:*:account:*')));
    expect(counts.flat()).toHaveLength(60);
    for (const keys of counts) expect(keys.length).toBeGreaterThan(5);
    await store.close();
  });
});
