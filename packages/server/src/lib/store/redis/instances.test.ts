import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { Change, Store } from '../../store.ts';
import { allow, applyOne, grant, outcomeOf, readAccount, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { eventOf, snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import { redisStore } from './redis-store.ts';

const missing = whyNoRedis();
let server: PrivateRedis | undefined;
const stores: Store[] = [];

/** A store with connections of its own, as another process would have it. */
function instance(prefix = 'plimsoll'): Store {
  const store = redisStore({ url: `redis://127.0.0.1:${server?.port}` }, { prefix });
  stores.push(store);
  return store;
}

beforeAll(async () => {
  if (missing === undefined) server = await startRedis();
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await server?.dispose();
});
beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});

describe('two instances on one server', () => {
  it('spend from one balance in parallel and together never pass it', async () => {
    const both = [instance('balance'), instance('balance')];
    const policy = allow(70);
    const spends = Array.from({ length: 200 }, (_, index) => {
      const store = both[index % 2];
      return store === undefined ? [] : [applyOne(store, spend(`${index}`, { policy })), applyOne(store, reserve(`r${index}`, { policy }))];
    });
    const results = await Promise.all(spends.flat());
    expect(results.filter(({ ok }) => ok)).toHaveLength(70);
    for (const store of both) {
      const { used, reserved } = await readAccount(store);
      expect(used + reserved).toBe(70);
    }
  });

  it('hear of changes of each other, and of their own once', async () => {
    const [one, two] = [instance('heard'), instance('heard')];
    await Promise.all([one.open(), two.open()]);
    const heard: Record<string, Change[]> = { one: [], two: [] };
    one.changes.subscribe((change) => heard['one']?.push(change));
    two.changes.subscribe((change) => heard['two']?.push(change));
    await applyOne(one, spend('1'));
    await two.snapshots.write(snapshotOf('globex'), 0);
    const all = [
      { customerId: 'acme', version: 1, about: 'ledger' },
      { customerId: 'globex', version: 1, about: 'snapshot' },
    ];
    await vi.waitFor(() => expect([heard['one'], heard['two']]).toEqual([all, all]));
  });

  it('go on when the server forgets every script, again and again', async () => {
    const store = instance('flushed');
    const other = new Redis(server?.port ?? 0);
    let done = false;
    const flushing = (async () => {
      while (!done) await other.script('FLUSH');
    })();
    const policy = allow(null);
    for (let round = 0; round < 40; round += 1) {
      const ids = Array.from({ length: 10 }, (_, index) => `${round}-${index}`);
      const results = await Promise.all(ids.map((id) => applyOne(store, spend(id, { policy }))));
      expect(results.map(outcomeOf)).toEqual(ids.map(() => 'ok'));
    }
    done = true;
    await flushing;
    other.disconnect();
    expect(await readAccount(store)).toMatchObject({ used: 400 });
    expect(await store.outbox.summary()).toMatchObject({ waiting: 400 });
  });

  it('lose nothing and count nothing twice when their connections are cut, again and again', async () => {
    const store = instance('cut');
    const policy = allow(null);
    const waiting = new Set<string>();
    const spendAll = () =>
      Promise.all(
        [...waiting].map(async (id) => {
          const result = await applyOne(store, spend(id, { policy })).catch(() => undefined);
          if (result?.ok) waiting.delete(id);
        }),
      );
    const other = new Redis(server?.port ?? 0);
    let cuts = 0;
    for (let round = 0; round < 30; round += 1) {
      for (let index = 0; index < 20; index += 1) waiting.add(`${round}-${index}`);
      const spending = spendAll();
      await new Promise((resolve) => setTimeout(resolve, round % 5));
      cuts += Number(await other.call('client', ['kill', 'type', 'normal', 'skipme', 'yes']));
      await spending;
    }
    other.disconnect();
    expect(cuts).toBeGreaterThan(20);
    await spendAll();
    expect(waiting.size).toBe(0);
    expect(await readAccount(store)).toMatchObject({ used: 600 });
    expect(await store.outbox.summary()).toMatchObject({ waiting: 600 });
  });
});

describe('two installations on one server', () => {
  it('do not meet: not in balances, ids, queues, records, bindings or changes', async () => {
    const [here, there] = [instance('here'), instance('there')];
    await Promise.all([here.open(), there.open()]);
    const heard: Change[] = [];
    there.changes.subscribe((change) => heard.push(change));
    await here.ledger.apply([grant('order', 5), spend('1', { units: 8 })]);
    await here.snapshots.write(snapshotOf('acme'), 0);
    await here.inbox.insert(eventOf('1'));
    await here.records.write('key', { value: 1, expectedRevision: 0, ttlMs: null });
    expect(await there.ledger.readEntry({ customerId: 'acme', id: '1' })).toBeNull();
    expect(await readAccount(there)).toMatchObject({ used: 0 });
    expect((await there.outbox.claim({ limit: 10, leaseMs: 1000 })).events).toEqual([]);
    expect(await there.inbox.claim({ limit: 10, leaseMs: 1000 })).toEqual([]);
    expect(await there.records.read('key')).toBeNull();
    expect(await there.snapshots.read('acme')).toBeNull();
    expect(await there.snapshots.list({ after: '', limit: 10 })).toEqual([]);
    expect(await there.snapshots.findCustomer('polar', 'cus_acme')).toBeNull();
    expect(await there.changes.version('acme')).toBe(0);
    expect(outcomeOf(await applyOne(there, spend('1', { units: 8 })))).toBe('ok');
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard).toEqual([{ customerId: 'acme', version: 1, about: 'ledger' }]);
  });
});
