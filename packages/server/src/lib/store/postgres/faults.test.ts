import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { isBillingError } from '@plimsoll/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import type { Store } from '../../store.ts';
import { allow, commit, readAccount, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { eventOf } from '../../testing/store-contract/sample-snapshot.ts';
import { postgresStore } from './postgres-store.ts';

function requireAway(error: unknown): void {
  if (!isBillingError(error, 'store_unavailable')) throw error;
}

const away = (words: RegExp) => (error: unknown) => isBillingError(error, 'store_unavailable') && words.test(error.message);

describeWithPostgres('a server that fails', (server) => {
  let admin: pg.Pool;
  let schemas = 0;
  let schema = '';
  beforeAll(() => {
    admin = new pg.Pool({ connectionString: server().connectionString });
    admin.on('error', () => undefined);
  });
  afterAll(() => admin.end());
  beforeEach(() => {
    schemas += 1;
    schema = `faulty_${schemas}`;
  });

  const open = (lockWaitMs = 5000) => postgresStore({ connectionString: server().connectionString, max: 4, schema, lockWaitMs });

  /** Works in several lanes until it is told to stop, each step again under its own id until it is acknowledged; gives the ids. */
  async function workUntil(stores: readonly Store[], isOver: () => boolean): Promise<string[]> {
    const acknowledged: string[] = [];
    const policy = allow(null);
    const step = async (store: Store, id: string): Promise<void> => {
      const commands = [spend(`s${id}`, { policy, units: 2 }), reserve(`r${id}`, { policy }), commit(`r${id}`, { policy })];
      expect((await store.ledger.apply(commands)).every(({ ok }) => ok)).toBe(true);
      await store.inbox.insert(eventOf(id));
      acknowledged.push(id);
    };
    const lane = async (store: Store, name: number) => {
      for (let turn = 0; !isOver(); turn += 1) {
        const id = `${name}-${turn}`;
        while (!acknowledged.includes(id)) await step(store, id).catch(requireAway);
      }
    };
    await Promise.all(stores.flatMap((store, index) => [0, 1, 2].map((name) => lane(store, index * 3 + name))));
    return acknowledged;
  }

  async function requireAll(store: Store, ids: readonly string[]): Promise<void> {
    const kept = await Promise.all(
      ids.flatMap((id) => [`s${id}`, `r${id}`]).map((id) => store.ledger.readEntry({ customerId: 'acme', id })),
    );
    expect(kept.filter((entry) => entry?.state !== 'committed')).toEqual([]);
    // Whoever claims takes out of the journal what he wants.
    await store.outbox.claim({ limit: 100_000, leaseMs: 1 });
    const { rows } = await admin.query(`SELECT
      (SELECT sum((entry::json ->> 5)::int)::int FROM ${schema}.entry WHERE entry::json ->> 3 = 'committed') AS entries,
      (SELECT sum(units)::int FROM ${schema}.outbox) AS outbox,
      (SELECT count(*)::int FROM ${schema}.entry) AS rows, (SELECT count(*)::int FROM ${schema}.outbox) AS events`);
    const { used, reserved } = await readAccount(store);
    expect({ used, reserved }).toEqual({ used: ids.length * 3, reserved: 0 });
    const history = await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER });
    expect(history.reduce((sum, { units }) => sum + units, 0)).toBe(used);
    expect(rows).toEqual([{ entries: used, outbox: used, rows: ids.length * 2, events: ids.length * 2 }]);
  }

  it('loses nothing that was acknowledged and counts nothing twice while every connection is ended each 100 ms', async () => {
    const stores = [open(), open()];
    const [store] = stores as [Store, Store];
    await store.open();
    const until = Date.now() + 2500;
    const working = workUntil(stores, () => Date.now() > until);
    let ended = 0;
    while (Date.now() < until) {
      await delay(100);
      const { rowCount } = await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plimsoll' AND pid <> pg_backend_pid()",
      );
      ended += rowCount ?? 0;
    }
    const acknowledged = await working;
    expect(ended).toBeGreaterThan(10);
    expect(acknowledged.length).toBeGreaterThan(20);
    await requireAll(store, acknowledged);
    await Promise.all(stores.map((one) => one.close()));
  }, 20_000);

  it('has everything that was acknowledged, once, after it was killed and started again, three times', async () => {
    const store = open();
    await store.open();
    let over = false;
    const working = workUntil([store], () => over);
    try {
      for (let crash = 0; crash < 3; crash += 1) {
        await delay(150);
        await server().crash();
      }
      await delay(150);
    } finally {
      over = true;
    }
    await requireAll(store, await working);
    await store.close();
  }, 20_000);

  it('is waited for as long as it was said, no longer, when someone else holds a lock', async () => {
    const store = open(300);
    await store.ledger.apply([spend('1')]);
    const other = await admin.connect();
    await other.query('BEGIN');
    await other.query(`SELECT 1 FROM ${schema}.customer FOR UPDATE`);
    const before = Date.now();
    await expect(store.ledger.apply([spend('2')])).rejects.toSatisfy(away(/locked by someone else/));
    expect(Date.now() - before).toBeLessThan(1500);
    const waiting = store.ledger.apply([spend('3')]);
    await delay(50);
    await other.query('ROLLBACK');
    other.release();
    expect(await waiting).toMatchObject([{ ok: true }]);
    expect(await store.ledger.readEntry({ customerId: 'acme', id: '2' })).toBeNull();
    await store.close();
  });

  it('refuses a schema that is newer than this version, with what to do', async () => {
    const first = open();
    await first.open();
    await first.close();
    await admin.query(`INSERT INTO ${schema}.migration VALUES (99, '0099-later')`);
    const store = open();
    await expect(store.ledger.apply([spend('1')])).rejects.toSatisfy(away(/schema 99.*Update the package/));
    await store.close();
  });

  it('keeps nothing of a migration that did not finish, and the next start does it', async () => {
    await admin.query(`CREATE SCHEMA ${schema}`);
    await admin.query(`CREATE TABLE ${schema}.inbox (in_the_way int)`);
    const store = open(200);
    await expect(store.open()).rejects.toSatisfy(away(/already exists/));
    const tables = await admin.query('SELECT 1 FROM pg_tables WHERE schemaname = $1', [schema]);
    expect(tables.rowCount).toBe(1);
    await admin.query(`DROP TABLE ${schema}.inbox`);
    expect(await store.ledger.apply([spend('1')])).toMatchObject([{ ok: true }]);
    await store.close();
  });

  it('keeps nothing of a batch that the tables refuse, and the next one is written', async () => {
    const store = open(200);
    await store.open();
    await admin.query(`ALTER TABLE ${schema}.entry ADD CHECK (id <> '2')`);
    await store.ledger.apply([spend('before')]);
    await expect(store.ledger.apply([spend('1'), spend('2')])).rejects.toSatisfy(away(/not usable/));
    expect(await store.ledger.readEntry({ customerId: 'acme', id: '1' })).toBeNull();
    expect(await store.ledger.apply([spend('1')])).toMatchObject([{ ok: true, repeated: false }]);
    await store.close();
  });

  it('says after opening that a commit may be lost where the database answers before it writes', async () => {
    const weak = `${server().connectionString}&options=${encodeURIComponent('-c synchronous_commit=off')}`;
    const store = postgresStore({ connectionString: weak, schema });
    await store.open();
    expect(store.capabilities.survivesStoreKill).toBe(false);
    await store.close();
    const strong = open();
    await strong.open();
    expect(strong.capabilities.survivesStoreKill).toBe(true);
    await strong.close();
  });

  it("reads exact numbers whatever the host's own driver makes of them", async () => {
    const pool = new pg.Pool({ connectionString: server().connectionString });
    pool.on('connect', (client) => client.setTypeParser(20, (text) => `${text} of the host`));
    const store = postgresStore({ pool, schema });
    await store.ledger.apply([spend('1', { policy: allow(null), units: Number.MAX_SAFE_INTEGER })]);
    expect(await store.changes.version('acme')).toBe(1);
    expect(await store.ledger.readHistory({ customerId: 'acme', meter: 'jobs', from: 0, to: Number.MAX_SAFE_INTEGER })).toMatchObject([
      { units: Number.MAX_SAFE_INTEGER },
    ]);
    await store.close();
    await pool.end();
  });
});

describe('a server that is not there', () => {
  const addresses = [
    'postgresql://owner:the-secret@127.0.0.1:1/billing',
    'postgresql://owner:the-secret@[not-an-address/billing',
    'postgresql://owner:the-secret@/billing?host=/nowhere',
  ];
  it.each(addresses)('rejects in time and tells no secret (%#)', async (connectionString) => {
    const store = postgresStore({ connectionString, lockWaitMs: 200 });
    const error: unknown = await store.ledger.apply([spend('1')]).catch((reason: unknown) => reason);
    expect(error).toSatisfy(away(/PostgreSQL/));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('the-secret');
    await store.close();
  });

  it('or takes connections and says nothing: rejects in time', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('The server listens on a port.');
    const store = postgresStore({ connectionString: `postgresql://owner@127.0.0.1:${address.port}/billing`, lockWaitMs: 200 });
    await expect(store.open()).rejects.toSatisfy(away(/cannot be reached|did not answer/));
    await store.close();
    silent.close();
  });

  it('or cannot work with the options: says so at once', () => {
    const pool = new pg.Pool({ max: 1 });
    expect(() => postgresStore({ pool })).toThrow(TypeError);
    expect(() => postgresStore({ connectionString: 'postgresql://', schema: 'Robert"; DROP' })).toThrow(TypeError);
  });
});
