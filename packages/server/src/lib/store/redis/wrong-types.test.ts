import { isBillingError } from '@plimsoll/contract';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { InboxRow, Store } from '../../store.ts';
import { allow, commit, grant, refund, release, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { eventOf, snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import { redisStore } from './redis-store.ts';

const missing = whyNoRedis();
let server: PrivateRedis | undefined;
let client: Redis;

beforeAll(async () => {
  if (missing !== undefined) return;
  server = await startRedis();
  client = new Redis(server.port);
});
afterAll(async () => {
  client?.disconnect();
  await server?.dispose();
});
beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});

const LEASE = { limit: 10, leaseMs: 30_000 };
const policy = { ...allow(10), overage: { cap: null } };

async function claimWebhook({ inbox }: Store): Promise<InboxRow> {
  await inbox.insert(eventOf('1'));
  const [row] = await inbox.claim(LEASE);
  if (row === undefined) throw new Error('A webhook should wait.');
  return row;
}

async function claimUsage({ ledger, outbox }: Store): Promise<string> {
  await ledger.apply([spend('1', { policy }), spend('2', { policy })]);
  return (await outbox.claim(LEASE)).token;
}

const IDS = ['event-1', 'event-2'];
const nothing = async () => undefined;

// What was there before, and what is done then.
const deeds: readonly [string, (store: Store) => Promise<unknown>, (store: Store, prepared: never) => Promise<unknown>][] = [
  ['spend', nothing, ({ ledger }) => ledger.apply([spend('1', { policy, units: 14 })])],
  [
    'commands of all kinds',
    ({ ledger }) => ledger.apply([grant('order', 3), reserve('1', { units: 4 }), reserve('2'), spend('3', { policy })]),
    ({ ledger }) =>
      ledger.apply([commit('1', { units: 6 }), release('2'), refund('3'), grant('more', 2), reserve('4'), spend('5', { policy })]),
  ],
  ['expire', ({ ledger }) => ledger.apply([reserve('1', { ttlMs: 1 })]), ({ ledger }) => ledger.expire(10)],
  ['prune', ({ ledger }) => ledger.apply([spend('1'), spend('2')]), ({ ledger }) => ledger.prune({ thanMs: 1, limit: 10 })],
  ['claim usage', ({ ledger }) => ledger.apply([spend('1'), spend('2')]), ({ outbox }) => outbox.claim(LEASE)],
  ['acknowledge usage', claimUsage, ({ outbox }, token) => outbox.acknowledge(token, IDS)],
  ['retry usage', claimUsage, ({ outbox }, token) => outbox.retry(token, IDS, 1000)],
  ['park usage', claimUsage, ({ outbox }, token) => outbox.park(token, IDS, 'no')],
  ['revive usage', async (store) => store.outbox.park(await claimUsage(store), IDS, 'no'), ({ outbox }) => outbox.revive(IDS)],
  ['insert a webhook', ({ inbox }) => inbox.insert(eventOf('0')), ({ inbox }) => inbox.insert(eventOf('1'))],
  ['claim a webhook', ({ inbox }) => inbox.insert(eventOf('1')), ({ inbox }) => inbox.claim(LEASE)],
  ['finish a webhook', claimWebhook, ({ inbox }, row) => inbox.finish(row, 'done')],
  ['retry a webhook', claimWebhook, ({ inbox }, row) => inbox.retry(row, { delayMs: 1, error: 'no' })],
  ['bury a webhook', claimWebhook, ({ inbox }, row) => inbox.bury(row, 'no')],
  [
    'revive a webhook',
    async (store) => store.inbox.bury(await claimWebhook(store), 'no'),
    ({ inbox }) => inbox.revive({ provider: 'polar', id: '1' }),
  ],
  ['write a snapshot', nothing, ({ snapshots }) => snapshots.write(snapshotOf('acme', { providerCustomerId: null }), 0)],
  ['write a record', nothing, ({ records }) => records.write('key', { value: 1, expectedRevision: 0, ttlMs: 1000 })],
];

/** Everything that a server holds, as its commands give it. */
async function readAll(): Promise<Map<string, unknown>> {
  const keys = (await client.keys('*')).sort();
  return new Map(await Promise.all(keys.map(async (key) => [key, await readKey(key)] as const)));
}

async function readKey(key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'string':
      return client.get(key);
    case 'hash':
      return client.hgetall(key);
    case 'zset':
      return client.call('zrange', [key, '0', '-1', 'withscores']);
    case 'list':
      return client.lrange(key, 0, -1);
    default:
      return client.xlen(key);
  }
}

describe('a key that holds another type', () => {
  it.each(deeds)('leaves "%s" done or not begun, wherever it lies', async (_, prepare, act) => {
    let time = Date.UTC(2026, 10, 20);
    const run = async (plant: string | undefined): Promise<string[]> => {
      await client.flushall();
      const store = redisStore({ client }, { now: () => time });
      const prepared = await prepare(store);
      time += 1000;
      if (plant !== undefined) await client.multi().del(plant).xadd(plant, '*', 'a stream', 'is what this store never keeps').exec();
      const before = await readAll();
      try {
        await act(store, prepared as never);
      } catch (error) {
        if (!isBillingError(error, 'store_unavailable')) throw error;
        expect(error.message).toContain('another type');
        expect(await readAll()).toEqual(before);
        return [];
      }
      return [...before.keys(), ...(await client.keys('*'))];
    };
    const touched = new Set(await run(undefined));
    expect(touched.size).toBeGreaterThan(0);
    const outcomes: boolean[] = [];
    for (const key of touched) outcomes.push((await run(key)).length === 0);
    expect(outcomes).toContain(true);
  });
});
