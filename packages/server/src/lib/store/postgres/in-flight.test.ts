import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import type { Store } from '../../store.ts';
import { allow, outcomeOf, readAccount, spend } from '../../testing/store-contract/sample-commands.ts';
import { postgresStore } from './postgres-store.ts';

describeWithPostgres('batches that are under way at once', (server) => {
  let pools: pg.Pool[];
  let stores: Record<'own' | 'host' | 'other', Store>;
  beforeAll(() => {
    const { connectionString } = server();
    const open = (pool: pg.Pool) => postgresStore({ pool });
    // A host's pool may be one that sends nothing ahead.
    pools = [new pg.Pool({ connectionString, pipeline: false }), new pg.Pool({ connectionString })];
    const [host, other] = pools as [pg.Pool, pg.Pool];
    stores = { own: postgresStore({ connectionString }), host: open(host), other: open(other) };
  });
  afterAll(async () => {
    await Promise.all(Object.values(stores).map((store) => store.close()));
    await Promise.all(pools.map((pool) => pool.end()));
  });

  const outcomes = (store: Store, customerId: string, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await store.ledger.apply([spend(id, { customerId, policy: allow(10) })])).map(outcomeOf)[0]));

  it.each(['own', 'host'] as const)('each see what those before them lead to, in the order of the calls (pool: %s)', async (pool) => {
    const store = stores[pool];
    const customerId = `in-order-${pool}`;
    expect(await outcomes(store, customerId, ['first'])).toEqual(['ok']);
    const ids = Array.from({ length: 12 }, (_, index) => `${index}`);
    expect(await outcomes(store, customerId, ids)).toEqual([
      ...Array.from({ length: 9 }, () => 'ok'),
      ...Array.from({ length: 3 }, () => 'limit_reached'),
    ]);
    expect(await readAccount(store, { customerId })).toMatchObject({ used: 10 });
  });

  it.each(['own', 'host'] as const)('are decided anew, in their order, when another process was faster (pool: %s)', async (pool) => {
    const store = stores[pool];
    const customerId = `overtaken-${pool}`;
    expect(await outcomes(store, customerId, ['first'])).toEqual(['ok']);
    expect(await outcomes(stores.other, customerId, ['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(Array.from({ length: 6 }, () => 'ok'));
    expect(await outcomes(store, customerId, ['1', '2', 'a', '3', '4', '1'])).toEqual([
      'ok',
      'ok',
      'again',
      'ok',
      'limit_reached',
      'again',
    ]);
    expect(await readAccount(store, { customerId })).toMatchObject({ used: 10 });
  });

  it('count once when their connection is lost', async () => {
    const { own } = stores;
    const customerId = 'lost';
    expect(await outcomes(own, customerId, ['first'])).toEqual(['ok']);
    const [, other] = pools as [pg.Pool, pg.Pool];
    const working = outcomes(own, customerId, ['1', '2', '3', '4']);
    await other.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plimsoll'");
    expect((await working).every((outcome) => outcome === 'ok' || outcome === 'again')).toBe(true);
    expect(await readAccount(own, { customerId })).toMatchObject({ used: 5 });
  });
});
