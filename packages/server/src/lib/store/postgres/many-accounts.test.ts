import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import type { Store } from '../../store.ts';
import { allow, commit, grant, readAccount, reserve, spend } from '../../testing/store-contract/sample-commands.ts';
import { postgresStore } from './postgres-store.ts';

const DAYS = Array.from({ length: 40 }, (_, index) => `day:2026-10-${index}`);

describeWithPostgres('a customer with more accounts than a row takes', (server) => {
  let store: Store;
  let other: Store;
  let admin: pg.Client;
  beforeAll(async () => {
    const { connectionString } = server();
    [store, other] = [postgresStore({ connectionString }), postgresStore({ connectionString })];
    admin = new pg.Client({ connectionString });
    await admin.connect();
  });
  afterAll(() => Promise.all([store.close(), other.close(), admin.end()]));

  const spendOn = (window: string, id: string) => store.ledger.apply([spend(id, { policy: allow(10, window) })]);

  it('keeps every one of them, and a row of bounded size', async () => {
    await store.ledger.apply([reserve('long', { policy: allow(10, 'day:first'), units: 2 }), grant('order', 5)]);
    for (const day of DAYS) await spendOn(day, day);
    for (const day of DAYS) expect(await readAccount(store, { window: day })).toMatchObject({ used: 1 });
    const { rows } = await admin.query<{ inRow: number; cold: number }>(`SELECT
      (SELECT json_array_length(accounts::json) FROM plimsoll.customer) AS "inRow",
      (SELECT count(*)::int FROM plimsoll.account) AS cold`);
    expect(rows).toEqual([{ inRow: 16, cold: DAYS.length + 2 - 16 }]);
  });

  it('finds one that was not used for long, in whatever way it is named, and on every instance', async () => {
    const [first = ''] = DAYS;
    expect(await spendOn(first, 'again')).toMatchObject([{ ok: true }]);
    expect(await readAccount(other, { window: first })).toMatchObject({ used: 2 });
    expect(await other.ledger.apply([commit('long')])).toMatchObject([{ ok: true }]);
    expect(await readAccount(store, { window: 'day:first' })).toMatchObject({ used: 2, reserved: 0 });
    expect(await other.ledger.apply([spend('with-credits', { policy: allow(0, first), units: 5 })])).toMatchObject([{ ok: true }]);
    expect(await spendOn(first, 'no-credits-left')).toMatchObject([{ ok: true }]);
    expect(await store.ledger.apply([spend('too-much', { policy: allow(0, first) })])).toMatchObject([{ reason: 'limit_reached' }]);
    expect(await readAccount(store, { window: first })).toMatchObject({ used: 3, fromCredits: 5 });
  });
});
