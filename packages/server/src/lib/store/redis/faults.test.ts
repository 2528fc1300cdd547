import { type BillingError, isBillingError } from '@plimsoll/contract';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { Change } from '../../store.ts';
import { applyOne, readAccount, spend } from '../../testing/store-contract/sample-commands.ts';
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
beforeEach(async (ctx) => {
  if (missing !== undefined) ctx.skip(missing);
  await client.flushall();
});

/** The rejection of a call; fails when it is none of ours. */
async function refusalOf(call: Promise<unknown>): Promise<BillingError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isBillingError(error, 'store_unavailable')) throw new Error(`It should be store_unavailable, and is ${String(error)}.`);
  return error;
}

describe('the server’s own settings', () => {
  const settings = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await client.config('SET', name, value);
  };

  it('are refused when balances could be evicted', async () => {
    const store = redisStore({ client });
    for (const policy of ['allkeys-lru', 'volatile-ttl', 'allkeys-random']) {
      await settings({ 'maxmemory-policy': policy });
      expect((await refusalOf(store.open())).message).toContain('noeviction');
    }
    await settings({ 'maxmemory-policy': 'noeviction' });
    await store.open();
  });

  it.each([
    ['no', 'everysec', false],
    ['yes', 'everysec', false],
    ['yes', 'no', false],
    ['yes', 'always', true],
  ])('appendonly %s with appendfsync %s: what was written survives its end: %s', async (appendonly, appendfsync, survives) => {
    await settings({ appendonly, appendfsync });
    const store = redisStore({ client });
    expect(store.capabilities.survivesStoreKill).toBe(false);
    await store.open();
    expect(store.capabilities).toEqual({ survivesProcessKill: true, survivesStoreKill: survives, multiInstance: true });
    await settings({ appendonly: 'no', appendfsync: 'everysec' });
  });

  it('are taken from elsewhere, and for the worse, where they may not be read', async () => {
    await client.call('acl', ['setuser', 'limited', 'on', '>s3cret', '~*', '&*', '+@all', '-config']);
    const store = redisStore({ url: `redis://limited:s3cret@127.0.0.1:${server?.port}` });
    await store.open();
    expect(store.capabilities.survivesStoreKill).toBe(false);
    await settings({ 'maxmemory-policy': 'allkeys-lru' });
    expect((await refusalOf(store.open())).message).toContain('noeviction');
    await settings({ 'maxmemory-policy': 'noeviction' });
    await store.close();
  });
});

describe('a server that is away', () => {
  it('is told of within the deadline, however long it hangs, and the same command counts once', async () => {
    const store = redisStore({ client }, { deadlineMs: 60 });
    const before = performance.now();
    await client.call('client', ['pause', '200', 'ALL']);
    await refusalOf(applyOne(store, spend('1')));
    expect(performance.now() - before).toBeLessThan(190);
    await client.ping();
    expect(await applyOne(store, spend('1'))).toMatchObject({ ok: true, repeated: true });
    expect(await readAccount(store)).toMatchObject({ used: 1 });
  });

  it('is told of without the password that was tried', async () => {
    const store = redisStore({ url: `redis://someone:hunter2-secret@127.0.0.1:${server?.port}` }, { deadlineMs: 300 });
    const error = await refusalOf(store.open());
    await store.close();
    expect([error.message, error.stack, JSON.stringify(error), String(error.cause)].join()).not.toContain('hunter2-secret');
  });

  it('is told of when nobody listens there', async () => {
    const store = redisStore({ url: 'redis://127.0.0.1:1' }, { deadlineMs: 1000 });
    await refusalOf(store.open());
    await refusalOf(applyOne(store, spend('1')));
    await store.close();
  });
});

describe('a server without memory', () => {
  it('refuses a command whole, reads on, and takes it when there is room', async () => {
    const store = redisStore({ client });
    await applyOne(store, spend('1'));
    const keys = await client.dbsize();
    await client.config('SET', 'maxmemory', '1');
    expect((await refusalOf(applyOne(store, spend('2')))).message).toContain('memory');
    expect(await readAccount(store)).toMatchObject({ used: 1 });
    expect(await client.dbsize()).toBe(keys);
    await client.config('SET', 'maxmemory', '0');
    expect(await applyOne(store, spend('2'))).toMatchObject({ ok: true, repeated: false });
  });
});

describe('what another version wrote', () => {
  it.each(['1', '3'])('is refused, and left as it is: format %s', async (format) => {
    await redisStore({ client }).open();
    await client.set('{plimsoll:notes}:format', format);
    expect((await refusalOf(redisStore({ client }).open())).message).toContain(`format ${format}`);
    expect(await client.get('{plimsoll:notes}:format')).toBe(format);
  });

  it('is refused when it lies in another number of buckets, which is named', async () => {
    await redisStore({ client }, { buckets: 7 }).open();
    expect((await refusalOf(redisStore({ client }).open())).message).toContain('{ buckets: 7 }');
    await redisStore({ client }, { buckets: 7 }).open();
  });
});

describe('a text on the channel that is none of ours', () => {
  it('is passed over', async () => {
    const store = redisStore({ client });
    await store.open();
    const heard: Change[] = [];
    store.changes.subscribe((change) => heard.push(change));
    for (const text of ['', 'null', '{}', '[1]', '["other", [7]]', '["other","ledger",["acme"],[3]]'])
      await client.publish('plimsoll:changes', text);
    await vi.waitFor(() => expect(heard).toEqual([{ customerId: 'acme', version: 3, about: 'ledger' }]));
    await store.close();
  });
});

describe('the options', () => {
  it.each([0, -1, 1.5, 2000])('refuse %d buckets', (buckets) => {
    expect(() => redisStore({ client }, { buckets })).toThrow(TypeError);
  });

  it.each(['', '{tag}', 'a b', 'x'.repeat(101), 'a\u0000b', 'a/b'])('refuse the prefix %j', (prefix) => {
    expect(() => redisStore({ client }, { prefix })).toThrow(TypeError);
  });
});
