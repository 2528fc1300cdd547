import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import { describeStore } from '../../testing/store-contract/describe-store.ts';
import type { StoreFixture } from '../../testing/store-contract/store-fixture.ts';
import { type PostgresStoreOptions, postgresStore } from './postgres-store.ts';

describeWithPostgres('the laws of the port', (server) => {
  let pool: pg.Pool;
  let fixtures = 0;
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: server().connectionString });
  });
  afterAll(() => pool.end());

  /** A store in a schema of its own. */
  async function create(options: PostgresStoreOptions): Promise<StoreFixture> {
    fixtures += 1;
    const schema = `fixture_${fixtures}`;
    let time = Date.UTC(2026, 10, 20, 10, 20);
    const store = postgresStore({ ...options, schema, now: () => time });
    return {
      store,
      advance: (ms) => {
        time += ms;
      },
      async dispose() {
        await store.close();
        await pool.query(`DROP SCHEMA "${schema}" CASCADE`);
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
