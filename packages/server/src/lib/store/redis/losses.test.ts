import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  openRedirect,
  type PrivateRedis,
  promote,
  type Redirect,
  startRedis,
  startReplica,
  whyNoRedis,
} from '../../../../../../.config/servers/private-redis.ts';
import type { Store, StoreLoss } from '../../store.ts';
import { allow, applyOne, commit, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { eventOf, snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import { redisStore } from './redis-store.ts';

/** Long enough for a new connection and a check. */
const QUIET_MS = 500;
const missing = whyNoRedis();
const policy = allow(null);
const ends: (() => Promise<unknown>)[] = [];

beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function server(...settings: string[]): Promise<PrivateRedis> {
  const started = await startRedis(settings);
  ends.push(() => started.dispose());
  return started;
}

async function redirect(port: number): Promise<Redirect> {
  const opened = await openRedirect(port);
  ends.push(() => opened.close());
  return opened;
}

interface Watched {
  readonly store: Store;
  readonly losses: StoreLoss[];
}

async function watch(port: number): Promise<Watched> {
  const store = redisStore({ url: `redis://127.0.0.1:${port}` });
  const losses: StoreLoss[] = [];
  store.losses.subscribe((loss) => losses.push(loss));
  await store.open();
  ends.push(() => store.close());
  return { store, losses };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const settled = ({ store }: Watched) => vi.waitFor(() => store.now(), { timeout: 3000 });
const told = ({ losses }: Watched, expected: unknown) => vi.waitFor(() => expect(losses).toEqual(expected), { timeout: 3000 });

describe('a server that starts again', () => {
  const everysec = ['--appendonly', 'yes', '--appendfsync', 'everysec'];

  /** The file to which it appends. */
  function tailOf({ folder }: PrivateRedis): string {
    const files = join(folder, 'appendonlydir');
    return join(files, readdirSync(files).find((name) => name.endsWith('.incr.aof')) ?? '');
  }

  it('with its whole file lost nothing, and nothing is said, again and again', async () => {
    const redis = await server(...everysec);
    const watched = await watch(redis.port);
    for (let round = 0; round < 3; round += 1) {
      await watched.store.ledger.apply([spend(`${round}`, { policy }), spend(`${round}`, { policy, customerId: 'globex' })]);
      await watched.store.inbox.insert(eventOf(`${round}`));
      await redis.kill();
      await redis.restart();
      await settled(watched);
      await applyOne(watched.store, spend(`after-${round}`, { policy }));
      await pause(QUIET_MS);
    }
    expect(watched.losses).toEqual([]);
  });

  it('with a file that lacks its end is noticed by who was told of more, for each customer once', async () => {
    const redis = await server(...everysec);
    const watched = await watch(redis.port);
    await applyOne(watched.store, spend('1', { policy }));
    const kept = await vi.waitFor(() => {
      const { size } = statSync(tailOf(redis));
      expect(size).toBeGreaterThan(0);
      return size;
    });
    await applyOne(watched.store, spend('2', { policy }));
    await applyOne(watched.store, spend('3', { policy, customerId: 'globex' }));
    await redis.kill();
    truncateSync(tailOf(redis), kept);
    await redis.restart();
    await told(watched, [
      { customerId: 'acme', seen: 2, found: 1 },
      { customerId: 'globex', seen: 1, found: 0 },
    ]);
    await redis.kill();
    await redis.restart();
    await settled(watched);
    await pause(QUIET_MS);
    expect(watched.losses).toHaveLength(2);
  });

  it('with nothing is noticed: customers, and webhooks', async () => {
    const redis = await server('--appendonly', 'yes');
    const watched = await watch(redis.port);
    await watched.store.snapshots.write(snapshotOf('acme'), 0);
    await watched.store.inbox.insert(eventOf('1'));
    await watched.store.inbox.insert(eventOf('2'));
    await redis.kill();
    rmSync(join(redis.folder, 'appendonlydir'), { recursive: true });
    await redis.restart();
    await told(watched, [
      { customerId: 'acme', seen: 1, found: 0 },
      { customerId: null, seen: 2, found: 0 },
    ]);
  });
});

describe('a replica that took over without what a process had been told', () => {
  it('is noticed when others have written on since, so that the version says nothing', async () => {
    const primary = await server();
    const link = await redirect(primary.port);
    const replica = await startReplica(link.port);
    ends.push(() => replica.dispose());
    const address = await redirect(primary.port);
    const here = await watch(address.port);
    await applyOne(here.store, reserve('kept', { policy }));
    const reader = redisStore({ url: `redis://127.0.0.1:${replica.port}` });
    await vi.waitFor(async () => expect(await reader.changes.version('acme')).toBe(1));
    await reader.close();
    link.point(null);
    await applyOne(here.store, commit('kept'));
    await promote(replica);
    const there = await watch(replica.port);
    for (let count = 0; count < 5; count += 1) await applyOne(there.store, spend(`${count}`, { policy }));
    address.point(replica.port);
    await told(here, [{ customerId: 'acme', seen: 2, found: 6 }]);
    expect(there.losses).toEqual([]);
  });

  it('is not taken for one while it only lags: a replica is not asked what was lost', async () => {
    const primary = await server();
    const link = await redirect(primary.port);
    const replica = await startReplica(link.port);
    ends.push(() => replica.dispose());
    const address = await redirect(primary.port);
    const watched = await watch(address.port);
    link.point(null);
    await applyOne(watched.store, spend('1', { policy }));
    address.point(replica.port);
    expect(await vi.waitFor(() => watched.store.changes.version('acme'), { timeout: 3000 })).toBe(0);
    await pause(QUIET_MS);
    address.point(primary.port);
    expect(await vi.waitFor(() => watched.store.changes.version('acme'), { timeout: 3000 })).toBe(1);
    await pause(QUIET_MS);
    expect(watched.losses).toEqual([]);
  });
});

describe('an answer that knows less than was told before', () => {
  it('is noticed at once, over the connection that there was', async () => {
    const redis = await server();
    const watched = await watch(redis.port);
    await applyOne(watched.store, spend('1', { policy }));
    await applyOne(watched.store, spend('2', { policy, customerId: 'globex' }));
    const other = await watch(redis.port);
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.port);
    await client.flushall();
    client.disconnect();
    await applyOne(watched.store, spend('3', { policy }));
    expect(watched.losses).toEqual([{ customerId: 'acme', seen: 1, found: 0 }]);
    await told(watched, [
      { customerId: 'acme', seen: 1, found: 0 },
      { customerId: 'globex', seen: 1, found: 0 },
    ]);
    expect(other.losses).toEqual([]);
  });

  it('is none when news of later writes by others overtake it', async () => {
    const redis = await server();
    const watchers = await Promise.all([watch(redis.port), watch(redis.port), watch(redis.port)]);
    const spends = Array.from({ length: 900 }, (_, index) => {
      const { store } = watchers[index % 3] ?? watchers[0];
      return index % 5 === 0 ? store.changes.version('acme') : applyOne(store, spend(`${index}`, { policy }));
    });
    await Promise.all(spends);
    await pause(QUIET_MS);
    expect(watchers.flatMap(({ losses }) => losses)).toEqual([]);
  });
});
