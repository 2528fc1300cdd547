import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import { CREDITS_WINDOW } from '../../ledger/account.ts';
import type { Store } from '../../store.ts';
import { anyCommand, WINDOWS } from '../../testing/store-contract/any-command.ts';
import { memoryStore } from '../memory/memory-store.ts';
import { postgresStore } from './postgres-store.ts';

const METERS = ['jobs', 'seats'] as const;
const START = Date.UTC(2026, 10, 20, 10, 59, 59, 900);

const command = anyCommand(fc, { customerIds: ['acme', 'globex'], meters: METERS, units: fc.integer({ min: 1, max: 9 }) });
const batch = fc.record({ waitMs: fc.integer({ min: 0, max: 40 }), commands: fc.array(command, { minLength: 1, maxLength: 6 }) });
const batches = fc.array(batch, { minLength: 1, maxLength: 10 });

/** All that can be read of the ledger of some customers. */
async function readAll({ ledger, changes, outbox }: Store, customerIds: readonly string[]): Promise<unknown> {
  const meters = customerIds.flatMap((customerId) => METERS.map((meter) => ({ customerId, meter })));
  const keys = meters.flatMap((key) => [...WINDOWS, CREDITS_WINDOW].map((window) => ({ ...key, window })));
  const ids = Array.from({ length: 10 }, (_, n) => [`${n}`, `order-${n}`]).flat();
  const { token, events } = await outbox.claim({ limit: 1000, leaseMs: 1 });
  // The next round starts with an empty outbox.
  await outbox.acknowledge(
    token,
    events.map((event) => event.id),
  );
  return {
    events,
    accounts: await ledger.readAccounts(keys),
    entries: await Promise.all(customerIds.flatMap((customerId) => ids.map((id) => ledger.readEntry({ customerId, id })))),
    history: await Promise.all(meters.map((key) => ledger.readHistory({ ...key, from: 0, to: Number.MAX_SAFE_INTEGER }))),
    versions: await Promise.all(customerIds.map((customerId) => changes.version(customerId))),
  };
}

describeWithPostgres('PostgreSQL and memory', (server) => {
  let postgres: Store;
  let time = START;
  let round = 0;
  beforeAll(() => {
    postgres = postgresStore({ connectionString: server().connectionString, now: () => time });
  });
  afterAll(() => postgres.close());

  it('answer the same and hold the same after any sequence of batches', async () => {
    const property = fc.asyncProperty(batches, async (sequence) => {
      // One database serves all rounds: each has customers of its own, and a day of its own.
      round += 1;
      time = START + round * 86_400_000;
      const memory = memoryStore({ now: () => time });
      const prefix = `round-${round}-`;
      for (const { waitMs, commands } of sequence) {
        time += waitMs;
        const own = commands.map((one) => ({ ...one, customerId: prefix + one.customerId }));
        expect(await postgres.ledger.apply(own)).toEqual(await memory.ledger.apply(own));
      }
      const customers = ['acme', 'globex'].map((customerId) => prefix + customerId);
      expect(await readAll(postgres, customers)).toEqual(await readAll(memory, customers));
      time += 10;
      const [left, right] = await Promise.all([postgres, memory].map(({ ledger }) => ledger.prune({ thanMs: 5, limit: 1000 })));
      expect(left).toBe(right);
    });
    await fc.assert(property, { numRuns: 40 });
  }, 30_000);
});
