import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { readPostgres } from '../../../../../../.config/servers/read-postgres.ts';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import { describeStore } from '../../testing/store-contract/describe-store.ts';
import type { StoreFixture } from '../../testing/store-contract/store-fixture.ts';
import { type PostgresStoreOptions, postgresStore } from './postgres-store.ts';

describeWithPostgres('the laws of the port', (server) => {
  let pool: pg.Pool;
  let schemas = 0;
  const free: string[] = [];
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: server().connectionString });
  });
  afterAll(() => pool.end());

  // To make tables takes longer than most tests, so what a test leaves behind is emptied for a later one.
  function takeSchema(): string {
    schemas += 1;
    return free.pop() ?? `fixture_${schemas}`;
  }

  async function emptySchema(schema: string): Promise<void> {
    const kept = ['migration', 'incarnation'];
    const { rows } = await pool.query<{ tablename: string }>(
      'SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename <> ALL ($2)',
      [schema, kept],
    );
    await pool.query(rows.map(({ tablename }) => `DELETE FROM ${schema}.${tablename}`).join(';'));
    free.push(schema);
  }

  /** A store in tables of its own. */
  async function create(options: PostgresStoreOptions): Promise<StoreFixture> {
    const schema = takeSchema();
    let time = Date.UTC(2026, 10, 20, 10, 20);
    const store = postgresStore({ ...options, schema, now: () => time });
    return {
      store,
      advance: (ms) => {
        time += ms;
      },
      contents: () => readPostgres(pool, schema),
      async dispose() {
        await store.close();
        await emptySchema(schema);
      },
    };
  }

  describe('with connections of its own', () => {
    describeStore('PostgreSQL', { create: () => create({ connectionString: server().connectionString, max: 4 }) });
  });

  describe("with the host's pool", () => {
    describeStore('PostgreSQL', { create: () => create({ pool }) });
  });
});
