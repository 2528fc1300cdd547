import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { Store } from '../../store.ts';
import { allow, applyOne, readAccount, spend } from '../../testing/store-contract/sample-commands.ts';
import { redisStore } from './redis-store.ts';

const KILLS = 10;
const WRITERS = 8;

const missing = whyNoRedis();
let server: PrivateRedis;
let store: Store;

beforeAll(async () => {
  if (missing !== undefined) return;
  server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
  store = redisStore({ url: `redis://127.0.0.1:${server.port}` });
});
afterAll(async () => {
  await store?.close();
  await server?.dispose();
});
beforeEach((ctx) => {
  if (missing !== undefined) ctx.skip(missing);
});

interface Written {
  readonly acknowledged: string[];
  /** Nobody knows whether these were written. */
  readonly unknown: string[];
}

/** Spends under new ids until the first failure. */
async function write(name: string): Promise<Written> {
  const acknowledged: string[] = [];
  for (let count = 0; ; count += 1) {
    const id = `${name}-${count}`;
    try {
      await applyOne(store, spend(id, { policy: allow(null) }));
      acknowledged.push(id);
    } catch {
      return { acknowledged, unknown: [id] };
    }
  }
}

describe('a server that is killed', () => {
  it('has everything that was acknowledged, and nothing twice, again and again', async () => {
    await store.open();
    expect(store.capabilities.survivesStoreKill).toBe(true);
    const ids: string[] = [];
    let all = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const writing = Array.from({ length: WRITERS }, (_, index) => write(`${kill}-${index}`));
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60));
      await server.kill();
      const written = await Promise.all(writing);
      await server.restart();
      await vi.waitFor(() => store.now(), { timeout: 2000 });
      const acknowledged = written.flatMap((one) => one.acknowledged);
      all += acknowledged.length;
      const entries = await Promise.all(acknowledged.map((id) => store.ledger.readEntry({ customerId: 'acme', id })));
      expect(acknowledged.filter((_, index) => entries[index] === null)).toEqual([]);
      const unknown = written.flatMap((one) => one.unknown);
      // Given again under the same id, what nobody knew of counts once as well.
      for (const id of unknown) await applyOne(store, spend(id, { policy: allow(null) }));
      ids.push(...acknowledged, ...unknown);
      expect(await readAccount(store)).toMatchObject({ used: ids.length });
    }
    // A loaded machine may kill before the first answer of a round, never before that of all.
    expect(all).toBeGreaterThan(KILLS);
    const history = await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER });
    expect(history.reduce((sum, { units }) => sum + units, 0)).toBe(ids.length);
    expect(await store.outbox.summary()).toMatchObject({ waiting: ids.length });
  }, 30_000);
});
