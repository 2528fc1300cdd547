import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import type { LedgerCommand, Policy } from '../../ledger/command.ts';
import type { Store } from '../../store.ts';
import { allow, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import { redisStore } from './redis-store.ts';

const missing = whyNoRedis();
const policy = allow(null);
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
  store = redisStore({ client }, { buckets: 256, now: () => time });
});

type Command = (id: string, change: { customerId: string; policy: Policy }) => LedgerCommand;

/** One command after the other, a millisecond apart, in turn for so many customers. */
async function fill(count: number, customers: number, command: Command = spend): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'));
  for (const [index, id] of ids.entries()) {
    time += 1;
    await store.ledger.apply([command(id, { customerId: `customer-${index % customers}`, policy })]);
  }
  return ids;
}

/** Claims until nothing is due; the events of each claim. */
async function claimAll(limit: number): Promise<string[][]> {
  const claims: string[][] = [];
  for (;;) {
    const { events } = await store.outbox.claim({ limit, leaseMs: 60_000 });
    if (events.length === 0) return claims;
    claims.push(events.map(({ id }) => id));
  }
}

describe('over many buckets', () => {
  it('usage events are claimed oldest first, each once', async () => {
    const ids = await fill(200, 50);
    const claims = await claimAll(12);
    expect(claims.flat()).toEqual(ids.map((id) => `event-${id}`));
  });

  it('a claim is full while there is enough, however unevenly it lies', async () => {
    await fill(300, 1);
    await fill(40, 40, (id, change) => spend(`other-${id}`, change));
    const claims = await claimAll(100);
    expect(claims.map(({ length }) => length)).toEqual([100, 100, 100, 40]);
    expect(new Set(claims.flat()).size).toBe(340);
  });

  it('a batch of many customers is acknowledged, and what was not is given again', async () => {
    await fill(60, 30);
    const { token, events } = await store.outbox.claim({ limit: 100, leaseMs: 1000 });
    const ids = events.map(({ id }) => id);
    expect(await store.outbox.acknowledge(token, ids.slice(0, 45))).toBe(45);
    time += 1000;
    expect((await claimAll(100)).flat()).toEqual(ids.slice(45));
  });

  it('reservations expire the longest over first', async () => {
    const ids = await fill(90, 30, (id, change) => reserve(id, { ...change, ttlMs: 1000 }));
    time += 2000;
    expect(await store.ledger.expire(40)).toBe(40);
    const due = await Promise.all((await client.keys('*:due')).map((key) => client.call('zrange', [key, '0', '-1']) as Promise<string[]>));
    expect(
      due
        .flat()
        .map((name) => name.split('/')[1])
        .sort(),
    ).toEqual(ids.slice(40));
    expect(await store.ledger.expire(100)).toBe(50);
    expect(await store.ledger.expire(100)).toBe(0);
  });

  it('answers are forgotten the longest settled first', async () => {
    const ids = await fill(90, 30);
    time += 10_000;
    expect(await store.ledger.prune({ thanMs: 1000, limit: 40 })).toBe(40);
    const kept = await Promise.all(ids.map((id, index) => store.ledger.readEntry({ customerId: `customer-${index % 30}`, id })));
    expect(kept.map((entry) => entry !== null)).toEqual(ids.map((_, index) => index >= 40));
    expect(await store.ledger.prune({ thanMs: 1000, limit: 100 })).toBe(50);
  });

  it('customers are listed once each, in ascending order, page by page', async () => {
    const customers = Array.from({ length: 400 }, (_, index) => `customer-${String((index * 7) % 400).padStart(3, '0')}`);
    await Promise.all(customers.map((customerId) => store.snapshots.write(snapshotOf(customerId), 0)));
    for (const limit of [7, 100, 1000]) {
      const listed: string[] = [];
      for (let after = ''; ; after = listed.at(-1) ?? '') {
        const page = await store.snapshots.list({ after, limit });
        if (page.length === 0) break;
        listed.push(...page);
      }
      expect(listed).toEqual(customers.toSorted());
    }
  });
});
