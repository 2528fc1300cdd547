import { Cluster } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PrivateCluster, startRedisCluster, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import { readRedis } from '../../../../../../.config/servers/read-redis.ts';
import type { Change } from '../../store.ts';
import { describeStore } from '../../testing/store-contract/describe-store.ts';
import { allow, applyOne, readAccount, spend } from '../../testing/store-contract/sample-commands.ts';
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
    const prefix = `installation-${installations}`;
    const store = redisStore({ client }, { prefix, now: () => time });
    return {
      store,
      contents: () => readRedis(client.nodes('master'), prefix),
      advance: (ms) => {
        time += ms;
      },
      dispose: () => store.close(),
    };
  },
});

/** Moves a slot to another server, key by key, with a pause between the keys. */
async function moveSlot(slot: number): Promise<void> {
  const masters = await Promise.all(
    client.nodes('master').map(async (node) => {
      const id = String(await node.call('cluster', ['myid']));
      return { node, id, keys: Number(await node.call('cluster', ['countkeysinslot', String(slot)])) };
    }),
  );
  const [from, to] = masters.toSorted((a, b) => b.keys - a.keys);
  if (from === undefined || to === undefined || from.keys === 0) throw new Error('The slot should hold keys.');
  await to.node.call('cluster', ['setslot', String(slot), 'importing', from.id]);
  await from.node.call('cluster', ['setslot', String(slot), 'migrating', to.id]);
  for (;;) {
    const [key] = (await from.node.call('cluster', ['getkeysinslot', String(slot), '1'])) as string[];
    if (key === undefined) break;
    await from.node.call('migrate', ['127.0.0.1', String(to.node.options.port), key, '0', '1000']);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  for (const { node } of masters) await node.call('cluster', ['setslot', String(slot), 'node', to.id]);
}

describe('a slot that moves to another server', () => {
  it('loses nothing, counts nothing twice and admits nothing too much, however far it has come', async () => {
    const store = redisStore({ client }, { prefix: 'moving', deadlineMs: 4000 });
    const policy = allow(100);
    await store.ledger.apply(Array.from({ length: 20 }, (_, index) => spend(`before-${index}`, { policy })));
    const [key = ''] = (await Promise.all(client.nodes('master').map((node) => node.keys('{moving:*:accounts')))).flat();
    const slot = Number(await client.cluster('KEYSLOT', key));
    let moved = false;
    const move = moveSlot(slot).then(() => {
      moved = true;
    });
    const wanted = Array.from({ length: 150 }, (_, index) => `while-${index}`);
    const outcomes = new Map<string, boolean>();
    const giveUp = performance.now() + 10_000;
    while ((!moved || outcomes.size < wanted.length) && performance.now() < giveUp) {
      const id = wanted.find((one) => !outcomes.has(one)) ?? 'before-0';
      const result = await applyOne(store, spend(id, { policy })).catch(() => undefined);
      if (result !== undefined) outcomes.set(id, result.ok);
    }
    await move;
    expect(await readAccount(store)).toMatchObject({ used: 100 });
    expect(wanted.filter((id) => outcomes.get(id))).toHaveLength(80);
    expect(await store.outbox.summary()).toMatchObject({ waiting: 100 });
    await store.close();
  }, 20_000);
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
    const counts = await Promise.all(
      client.nodes('master').map(async (node) => {
        const keys = await node.keys('{spread:*:accounts');
        const sizes = await Promise.all(keys.map((key) => node.hlen(key)));
        return sizes.reduce((sum, size) => sum + size, 0);
      }),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    for (const count of counts) expect(count).toBeGreaterThan(5);
    await store.close();
  });
});
