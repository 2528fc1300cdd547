import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { Store } from '../../store.ts';
import { allow, applyOne, outcomeOf, readAccount, refund, release, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { redisStore } from './redis-store.ts';
import { STORED_KEYS } from './stored-keys.ts';

const missing = whyNoRedis();
const policy = allow(null);
const ALL = { customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER };
let server: PrivateRedis | undefined;
let client: Redis;
let store: Store;
let time = 0;

beforeAll(async () => {
  if (missing !== undefined) return;
  server = await startRedis();
  client = new Redis(server.port);
});
afterAll(async () => {
  client?.disconnect();
  await server?.dispose();
});
beforeEach(async (ctx) => {
  if (missing !== undefined) ctx.skip(missing);
  await client.flushall();
  time = Date.UTC(2026, 10, 20);
  store = redisStore({ client }, { now: () => time });
});

const fill = (count: number) => store.ledger.apply(Array.from({ length: count }, (_, index) => spend(`${index}`, { policy, units: 2 })));

describe('the journal', () => {
  it('is read by a history, however much of it there is', async () => {
    await fill(1300);
    expect(await store.ledger.readHistory(ALL)).toMatchObject([{ units: 2600 }]);
    expect(await store.outbox.summary()).toMatchObject({ waiting: 1300, oldestAt: time });
    expect(await client.llen('{plimsoll:b0}:journal')).toBe(0);
  });

  it('counts as waiting since its first event, before anything is sorted', async () => {
    await store.ledger.apply([reserve('held', { policy }), release('held')]);
    await fill(3);
    time += 60_000;
    await store.ledger.apply([refund('0'), spend('late', { policy })]);
    expect(await store.outbox.summary()).toMatchObject({ waiting: 4, stuck: 0 });
  });

  it('tells the provider of what was refunded before it was sorted, and history gives it back', async () => {
    await fill(2);
    await store.ledger.apply([refund('1')]);
    const { events } = await store.outbox.claim({ limit: 10, leaseMs: 1000 });
    expect(events.map(({ id, units }) => [id, units])).toEqual([
      ['event-0', 2],
      ['event-1', 2],
    ]);
    expect(await store.ledger.readHistory(ALL)).toMatchObject([{ units: 2 }]);
  });

  it('loses no event when answers are forgotten before anyone claimed', async () => {
    await fill(700);
    time += 1000;
    let forgotten = 0;
    while (forgotten < 700) forgotten += await store.ledger.prune({ thanMs: 500, limit: 300 });
    expect(forgotten).toBe(700);
    const { events } = await store.outbox.claim({ limit: 1000, leaseMs: 1000 });
    expect(new Set(events.map(({ id }) => id)).size).toBe(700);
    expect(await store.ledger.readHistory(ALL)).toMatchObject([{ units: 1400 }]);
  });
});

describe('calls that are under way together', () => {
  it('are decided in the order in which they were made', async () => {
    const results = await Promise.all(Array.from({ length: 60 }, (_, index) => applyOne(store, spend(`${index}`, { policy: allow(25) }))));
    expect(results.map(outcomeOf)).toEqual(results.map((_, index) => (index < 25 ? 'ok' : 'limit_reached')));
    expect(await readAccount(store)).toMatchObject({ used: 25 });
  });

  it('take a batch of any size in one step', async () => {
    const results = await fill(5000);
    expect(new Set(results.map(outcomeOf))).toEqual(new Set(['ok']));
    expect(await store.changes.version('acme')).toBe(1);
  });
});

describe('the table of keys', () => {
  it('has every key that is stored, and its type', async () => {
    await fill(3);
    await store.ledger.apply([reserve('held', { policy }), refund('1'), reserve('released', { policy }), release('released')]);
    await store.outbox.claim({ limit: 2, leaseMs: 1000 });
    const patterns = STORED_KEYS.map(({ name, type }) => ({ type, pattern: patternOf(name) }));
    for (const key of await client.keys('*')) {
      const row = patterns.find(({ pattern }) => pattern.test(key));
      expect([key, row?.type]).toEqual([key, await client.type(key)]);
    }
  });
});

function patternOf(name: string): RegExp {
  const text = name.replace('<bucket>', '{<prefix>:b<number>}').replace(/[{}]/g, '\\$&').replaceAll('\\0', '\u0000');
  return new RegExp(`^${text.replace(/<[^>]+>/g, '[^:\u0000]+')}$`);
}
