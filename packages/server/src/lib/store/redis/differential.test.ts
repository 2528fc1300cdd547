import { MAX_UNITS } from '@plimsoll/contract';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PrivateRedis, startRedis, whyNoRedis } from '../../../../../../.config/servers/private-redis.ts';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import type { UsageEvent } from '../../ledger/entry.ts';
import type { Store } from '../../store.ts';
import { anyCommand, WINDOWS } from '../../testing/store-contract/any-command.ts';
import { memoryStore } from '../memory/memory-store.ts';
import { redisStore } from './redis-store.ts';

const CUSTOMERS = ['acme', 'globex'] as const;
const METERS = ['jobs', 'seats'] as const;
const IDS = Array.from({ length: 8 }, (_, n) => [`${n}`, `order-${n}`]).flat();
// A little before the hour, so that a sequence lies in two.
const START = Date.UTC(2026, 10, 20, 10, 59, 59, 800);

const few = fc.integer({ min: 1, max: 9 });
const many = fc.integer({ min: MAX_UNITS - 9, max: MAX_UNITS });

function sequences(units: fc.Arbitrary<number>, longest: number) {
  const command = anyCommand(fc, { customerIds: CUSTOMERS, meters: METERS, units });
  const batch = fc.record({ waitMs: fc.integer({ min: 0, max: 40 }), commands: fc.array(command, { minLength: 1, maxLength: longest }) });
  return fc.array(batch, { minLength: 1, maxLength: 16, size: 'max' });
}

const byId = (a: UsageEvent, b: UsageEvent) => a.at - b.at || (a.id < b.id ? -1 : 1);

/** All that can be read of the ledger. */
async function readAll({ ledger, changes, outbox }: Store): Promise<unknown> {
  const meters = CUSTOMERS.flatMap((customerId) => METERS.map((meter) => ({ customerId, meter })));
  const keys = meters.flatMap((key) => [...WINDOWS, CREDITS_WINDOW].map((window) => ({ ...key, window })));
  const entries = CUSTOMERS.flatMap((customerId) => IDS.map((id) => ({ customerId, id })));
  return {
    accounts: await ledger.readAccounts(keys),
    entries: await Promise.all(entries.map((key) => ledger.readEntry(key))),
    history: await Promise.all(meters.map((key) => ledger.readHistory({ ...key, from: 0, to: Number.MAX_SAFE_INTEGER }))),
    versions: await Promise.all(CUSTOMERS.map((customerId) => changes.version(customerId))),
    summary: await outbox.summary(),
    events: (await outbox.claim({ limit: 1000, leaseMs: 1 })).events.toSorted(byId),
  };
}

const missing = whyNoRedis();
let server: PrivateRedis | undefined;
let client: Redis;
let time = START;

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

describe('apply.lua and decide', () => {
  async function holdBeside(units: fc.Arbitrary<number>, { longest, numRuns }: { longest: number; numRuns: number }): Promise<void> {
    const property = fc.asyncProperty(sequences(units, longest), async (sequence) => {
      time = START;
      await client.flushall();
      const redis = redisStore({ client }, { now: () => time });
      const memory = memoryStore({ now: () => time });
      for (const [index, { waitMs, commands }] of sequence.entries()) {
        time += waitMs;
        expect(await redis.ledger.apply(commands)).toEqual(await memory.ledger.apply(commands));
        // All of them: which of two that end at one instant go first is not said, and it shows in when they were settled.
        if (index % 4 === 2) expect(await redis.ledger.expire(1000)).toBe(await memory.ledger.expire(1000));
        const old = { thanMs: 60, limit: 1000 };
        if (index % 4 === 3) expect(await redis.ledger.prune(old)).toBe(await memory.ledger.prune(old));
      }
      time += 10;
      expect(await readAll(redis)).toEqual(await readAll(memory));
    });
    await fc.assert(property, { numRuns, interruptAfterTimeLimit: 7000 });
  }

  it('answer the same and hold the same after any sequence of batches', () => holdBeside(few, { longest: 12, numRuns: 300 }), 30_000);

  it('do so at the bound of exact integers as well', () => holdBeside(fc.oneof(few, many), { longest: 6, numRuns: 100 }), 30_000);
});
