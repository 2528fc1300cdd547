import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import type { Store } from '../../store.ts';
import { anyCommand, WINDOWS } from '../../testing/store-contract/any-command.ts';
import { memoryStore } from '../memory/memory-store.ts';
import { sqliteStore } from './sqlite-store.ts';

const METERS = ['jobs', 'seats'] as const;
const START = Date.UTC(2026, 10, 20, 10, 59, 59, 900);

const command = anyCommand(fc, { customerIds: ['acme', 'globex'], meters: METERS, units: fc.integer({ min: 1, max: 9 }) });
const batches = fc.array(
  fc.record({ waitMs: fc.integer({ min: 0, max: 40 }), commands: fc.array(command, { minLength: 1, maxLength: 6 }) }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

/** All that can be read of the ledger of some customers. */
async function readAll(store: Store, customerIds: readonly string[]): Promise<unknown> {
  const meters = customerIds.flatMap((customerId) => METERS.map((meter) => ({ customerId, meter })));
  const keys = meters.flatMap((key) => [...WINDOWS, CREDITS_WINDOW].map((window) => ({ ...key, window })));
  const ids = Array.from({ length: 10 }, (_, n) => [`${n}`, `order-${n}`]).flat();
  const { ledger, changes, outbox } = store;
  return {
    accounts: await ledger.readAccounts(keys),
    entries: await Promise.all(customerIds.flatMap((customerId) => ids.map((entry) => ledger.readEntry({ customerId, id: entry })))),
    history: await Promise.all(meters.map((key) => ledger.readHistory({ ...key, from: 0, to: Number.MAX_SAFE_INTEGER }))),
    versions: await Promise.all(customerIds.map((customerId) => changes.version(customerId))),
    events: (await outbox.claim({ limit: 1000, leaseMs: 1 })).events,
  };
}

describe('SQLite and memory', () => {
  let folder: string;
  let sqlite: Store;
  let other: Store;
  let time = START;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    const open = () => sqliteStore({ file: join(folder, 'billing.db'), now: () => time, synchronous: 'normal' });
    [sqlite, other] = [open(), open()];
  });
  afterAll(async () => {
    await Promise.all([sqlite.close(), other.close()]);
    rmSync(folder, { recursive: true });
  });

  it('answer the same and hold the same after any sequence of batches', async () => {
    let round = 0;
    const property = fc.asyncProperty(batches, async (sequence) => {
      round += 1;
      // One file serves all rounds: each has customers of its own, and starts with an empty outbox and without what was open or answered.
      time = START + round * 86_400_000 - 7_200_000;
      await sqlite.ledger.expire(1_000_000);
      time = START + round * 86_400_000;
      const left = await sqlite.outbox.claim({ limit: 1000, leaseMs: 1 });
      await sqlite.outbox.acknowledge(
        left.token,
        left.events.map((event) => event.id),
      );
      await sqlite.ledger.prune({ thanMs: 3_600_000, limit: 1_000_000 });
      const memory = memoryStore({ now: () => time });
      const prefix = `round-${round}-`;
      for (const [index, { waitMs, commands }] of sequence.entries()) {
        time += waitMs;
        const own = commands.map((one) => ({ ...one, customerId: prefix + one.customerId }));
        // By two connections in turn: each must know at once what the other wrote, also when that brought everything into the tables.
        const store = (round + index) % 3 === 0 ? other : sqlite;
        expect(await store.ledger.apply(own)).toEqual(await memory.ledger.apply(own));
        if ((round + index) % 5 === 0) await Promise.all([other, memory].map(({ ledger }) => ledger.expire(10_000)));
      }
      const pruned = (store: Store) => store.ledger.prune({ thanMs: 60, limit: 1000 });
      if (round % 3 === 0) expect(await pruned(sqlite)).toBe(await pruned(memory));
      time += 10;
      const customers = ['acme', 'globex'].map((customerId) => prefix + customerId);
      expect(await readAll(sqlite, customers)).toEqual(await readAll(memory, customers));
    });
    await fc.assert(property, { numRuns: 100 });
  }, 20_000);
});
