import { isBillingError } from '@plimsoll/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import type { Store } from '../../store.ts';
import { commit, readAccount, refund, release, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { snapshotOf } from '../../testing/store-contract/sample-snapshot.ts';
import type { PostgresClient, PostgresPool, PostgresQuery } from './pool.ts';
import { postgresStore } from './postgres-store.ts';

type Answer = ReturnType<PostgresClient['query']>;

/** A pool that lets someone else handle each query. */
function handledPool(pool: pg.Pool, handle: (text: string, client: pg.PoolClient, ask: () => Answer) => Answer): PostgresPool {
  return {
    connect(taken) {
      pool.connect((error, client) => {
        if (client === undefined) return taken(error, undefined);
        const query = (asked: PostgresQuery) => handle(asked.text, client, () => client.query(asked));
        const handled = new Proxy<PostgresClient>(client, {
          get(target, key) {
            const value: unknown = key === 'query' ? query : Reflect.get(target, key);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
        taken(undefined, handled);
      });
    },
  };
}

describeWithPostgres('a transaction', (server) => {
  let own: pg.Pool;
  let schemas = 0;
  beforeAll(() => {
    own = new pg.Pool({ connectionString: server().connectionString });
    own.on('error', () => undefined);
  });
  afterAll(() => own.end());
  beforeEach(() => {
    schemas += 1;
  });

  it('needs one round trip for a batch on what is known, also when it is refused, and four where locks are needed', async () => {
    const asked: string[] = [];
    const pool = handledPool(own, (text, _, ask) => {
      if (!/pg_notify|pg_advisory/.test(text)) asked.push(text);
      return ask();
    });
    const store = postgresStore({ pool, schema: `counted_${schemas}` });
    const countTrips = async (...commands: Parameters<Store['ledger']['apply']>[0]) => {
      asked.length = 0;
      await store.ledger.apply(commands);
      return asked.length;
    };
    await store.ledger.apply([spend('first')]);
    expect(await countTrips(spend('1'), reserve('2'))).toBe(1);
    expect(await countTrips(commit('2'), reserve('3'), release('3'))).toBe(1);
    expect(await countTrips(spend('4', { units: 99 }))).toBe(1);
    // Of an entry that is over, only the tables know.
    expect(await countTrips(refund('1'))).toBe(4);
    expect(await countTrips(spend('5'))).toBe(1);
    await store.close();
  });

  /** A store that loses the connection at a statement: just before the server hears of it, or just after it was done. */
  async function losing(when: 'before' | 'after'): Promise<{ store: Store; loseNext: (at?: RegExp) => void }> {
    let lose: RegExp | undefined;
    const pool = handledPool(own, async (text, client, ask) => {
      if (lose?.test(text) !== true) return ask();
      lose = undefined;
      if (when === 'after') await ask();
      const [row] = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
      await own.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      return ask();
    });
    const store = postgresStore({ pool, schema: `lost_${when}_${schemas}` });
    await store.ledger.apply([spend('first')]);
    return {
      store,
      loseNext: (at = /^COMMIT$/) => {
        lose = at;
      },
    };
  }

  it.each(['before', 'after'] as const)('answers what became of it when the connection is lost %s the commit', async (when) => {
    const { store, loseNext } = await losing(when);
    loseNext(/post_books/);
    expect(await store.ledger.apply([spend('1')])).toMatchObject([{ ok: true, repeated: false }]);
    expect(await readAccount(store)).toMatchObject({ used: 2 });
    loseNext();
    expect(await store.ledger.apply([spend('2'), refund('unknown')])).toMatchObject([{ ok: true, repeated: false }, { ok: false }]);
    expect(await readAccount(store)).toMatchObject({ used: 3 });
    expect(await store.changes.version('acme')).toBe(3);
    loseNext();
    expect(await store.snapshots.write(snapshotOf('acme'), 0)).toBe(true);
    loseNext();
    expect(await store.records.write('lease', { value: 1, expectedRevision: 0, ttlMs: 60_000 })).toBe(true);
    loseNext();
    const { token, events } = await store.outbox.claim({ limit: 10, leaseMs: 60_000 });
    expect(events).toHaveLength(3);
    loseNext();
    const ids = events.map(({ id }) => id);
    expect(await store.outbox.acknowledge(token, ids)).toBe(3);
    expect(await store.outbox.summary()).toEqual({ waiting: 0, stuck: 0, oldestAt: null });
    await store.close();
  });

  it('is not taken for another one that got its id after the server crashed', async () => {
    let crash = false;
    const pool = handledPool(own, async (text, _, ask) => {
      if (!crash || !/^COMMIT$|post_books/.test(text)) return ask();
      crash = false;
      await server().crash();
      // Ids that the server had no time to write down are given again, to transactions that are committed.
      for (let other = 0; other < 5; other += 1) await own.query('SELECT pg_current_xact_id()');
      return ask();
    });
    const store = postgresStore({ pool, schema: `crashed_${schemas}` });
    for (const id of ['1', '2', '3']) {
      await store.ledger.apply([spend(`before-${id}`)]);
      crash = true;
      const answer: unknown = await store.ledger.apply([spend(id)]).catch((error: unknown) => error);
      const entry = await store.ledger.readEntry({ customerId: 'acme', id });
      if (isBillingError(answer, 'store_unavailable')) expect(entry).toBeNull();
      else expect(answer).toEqual([{ ok: true, repeated: false, entry }]);
    }
    await store.close();
  }, 20_000);
});
