import { readdirSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import type { Change, Store } from '../../store.ts';
import { allow, readAccount, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import { postgresStore } from './postgres-store.ts';

describeWithPostgres('several instances with one database', (server) => {
  let admin: pg.Pool;
  let schemas = 0;
  beforeAll(() => {
    admin = new pg.Pool({ connectionString: server().connectionString });
  });
  afterAll(() => admin.end());
  beforeEach(() => {
    schemas += 1;
  });

  /** Runs with so many instances, each with a pool of its own, and with one schema. */
  async function withInstances(count: number, work: (stores: readonly Store[]) => Promise<void>): Promise<void> {
    // A lock-up is looked for long before anybody loses patience with it.
    const connectionString = `${server().connectionString}&options=${encodeURIComponent('-c deadlock_timeout=20ms')}`;
    const options = { connectionString, max: 3, schema: `shared_${schemas}` };
    const stores = Array.from({ length: count }, () => postgresStore(options));
    try {
      await work(stores);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  }

  it('together never pass a limit, and together reach it', () =>
    withInstances(3, async (stores) => {
      const policy = allow(100);
      const spent = stores.flatMap((store, instance) =>
        Array.from({ length: 30 }, (_, batch) =>
          store.ledger.apply([0, 1].map((part) => spend(`${instance}-${batch}-${part}`, { policy }))),
        ),
      );
      expect((await Promise.all(spent)).flat().filter(({ ok }) => ok)).toHaveLength(100);
      for (const store of stores) expect(await readAccount(store)).toMatchObject({ used: 100, reserved: 0 });
      expect(await stores[0]?.outbox.summary()).toMatchObject({ waiting: 100 });
    }));

  it('never lock up, whatever customers the batches hold and in whatever order, and count every batch once', () =>
    withInstances(3, async (stores) => {
      const deadlocks = async () => {
        const { rows } = await admin.query<{ deadlocks: string }>('SELECT sum(deadlocks) AS deadlocks FROM pg_stat_database');
        return Number(rows[0]?.deadlocks);
      };
      const before = await deadlocks();
      const customers = Array.from({ length: 12 }, (_, index) => `customer-${index}`);
      const policy = allow(null);
      const batches = stores.flatMap((store, instance) =>
        Array.from({ length: 15 }, (_, batch) => {
          const turned = customers.map((_, index) => customers[(index * 5 + batch * 7 + instance) % 12] ?? '').slice(0, 6);
          return store.ledger.apply(turned.map((customerId) => spend(`${instance}-${batch}`, { customerId, policy })));
        }),
      );
      expect((await Promise.all(batches)).flat().every(({ ok }) => ok)).toBe(true);
      const used = await Promise.all(customers.map((customerId) => readAccount(stores[0] as Store, { customerId })));
      expect(used.reduce((sum, account) => sum + account.used, 0)).toBe(3 * 15 * 6);
      // The counters come a moment after the sessions that made them.
      await Promise.all(stores.map((store) => store.close()));
      expect(await deadlocks()).toBe(before);
    }));

  it('prepare the tables at once, each step by one of them', async () => {
    for (let round = 0; round < 5; round += 1) {
      schemas += 1;
      await withInstances(4, async (stores) => {
        await Promise.all(stores.map((store) => store.open()));
        const { rows } = await admin.query<{ name: string }>(`SELECT name FROM shared_${schemas}.migration ORDER BY version`);
        expect(rows.map(({ name }) => `${name}.sql`)).toEqual(readdirSync(new URL('./migrations/', import.meta.url)).sort());
      });
    }
  });

  it('hear of the changes of the others, once each, also after the connection that listens was lost', () =>
    withInstances(2, async ([one, other]) => {
      if (one === undefined || other === undefined) throw new Error('There are two.');
      const heard: Change[] = [];
      one.changes.subscribe((change) => heard.push(change));
      let turn = 0;
      const hearsAgain = () =>
        vi.waitFor(
          async () => {
            const before = heard.length;
            turn += 1;
            await other.ledger.apply([spend(`${turn}`, { customerId: 'globex corp', policy: allow(null) })]);
            await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before), { timeout: 100 });
          },
          { timeout: 8000 },
        );
      await hearsAgain();
      await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
      await hearsAgain();
      await one.ledger.apply([spend('own')]);
      expect(heard.filter(({ customerId }) => customerId === 'acme')).toEqual([{ customerId: 'acme', version: 1, about: 'ledger' }]);
      await other.snapshots.write(snapshotOf('globex corp'), 0);
      await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ customerId: 'globex corp', about: 'snapshot' }));
      const versions = heard.filter(({ customerId }) => customerId === 'globex corp').map(({ version }) => version);
      expect(new Set(versions).size).toBe(versions.length);
      expect(versions.at(-1)).toBe(await one.changes.version('globex corp'));
    }));

  it('sweep at once: each reservation ends once', () =>
    withInstances(3, async (stores) => {
      const commands = Array.from({ length: 60 }, (_, index) =>
        reserve(`${index}`, { customerId: `customer-${index % 7}`, policy: allow(null), ttlMs: 1 }),
      );
      await stores[0]?.ledger.apply(commands);
      await vi.waitFor(async () => {
        const swept = await Promise.all(stores.map((store) => store.ledger.expire(1000)));
        expect(swept.every((ended) => ended === 0)).toBe(true);
      });
      for (let index = 0; index < 7; index += 1) {
        expect(await readAccount(stores[1] as Store, { customerId: `customer-${index}` })).toMatchObject({ reserved: 0, used: 0 });
      }
    }));
});
