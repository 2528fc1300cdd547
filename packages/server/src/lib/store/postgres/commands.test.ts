import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithPostgres } from '../../../../../../.config/servers/with-postgres.ts';
import { createCommands } from './commands.ts';
import { postgresStore } from './postgres-store.ts';

const folder = new URL('./commands/', import.meta.url);
const commands = readdirSync(folder).map((file) => [file.replace('.sql', ''), readFileSync(new URL(file, folder), 'utf8')] as const);
// Any parameter, of any type that a command asks for.
const anything = new Proxy({}, { get: () => null });

it.each(commands)('%s says what it does, takes and gives', (_, text) => {
  expect(text).toMatch(/^-- [A-Z].*\n(-- .*\n)*-- Result: {2}\S/);
  const [head = '', ...body] = text.split(/\n(?!--)/);
  const parameters = new Set(body.join('\n').match(/(?<!:):[a-z]\w*/gi));
  expect([...parameters].filter((parameter) => !head.includes(parameter))).toEqual([]);
});

describeWithPostgres('the SQL commands', (server) => {
  let client: pg.Client;
  beforeAll(async () => {
    const { connectionString } = server();
    const store = postgresStore({ connectionString, schema: 'checked' });
    await store.open();
    await store.close();
    client = new pg.Client({ connectionString });
    await client.connect();
    // As a connection does for a while after the first start: plans for all time, made over tables that are empty.
    await client.query('SET plan_cache_mode = force_generic_plan');
  });
  afterAll(() => client.end());

  // Counting is what a summary is for.
  it.each(commands.map(([name]) => name).filter((name) => !name.startsWith('summarize')))(
    '%s compiles, and finds its rows by an index, however many there are',
    async (name) => {
      const { text, values = [] } = createCommands('checked')(name, anything);
      // These run seldom, over tables that the server has measured by then.
      await client.query(`SET enable_seqscan = ${/^(prune|clear|read-outcome)/.test(name) ? 'off' : 'on'}`);
      const given = values.length === 0 ? '' : `(${values.map(() => 'NULL').join()})`;
      await client.query(`PREPARE checked AS ${text}`);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE checked${given}`);
      await client.query('DEALLOCATE checked');
      // The journal is short and read as a whole.
      expect(rows.map((row) => row['QUERY PLAN']).filter((step) => /Seq Scan on (?!journal)/.test(step))).toEqual([]);
    },
  );
});
