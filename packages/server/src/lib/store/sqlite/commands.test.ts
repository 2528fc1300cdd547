import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';

const folder = new URL('./commands/', import.meta.url);
const commands = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

describe('the SQL commands', () => {
  let place: string;
  let database: DatabaseSync;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    database = new DatabaseSync(join(place, 'billing.db'));
    migrate(database);
  });
  afterAll(() => {
    database.close();
    rmSync(place, { recursive: true });
  });

  it.each(commands)('%s says what it does, takes and gives, and compiles', (_, text) => {
    expect(text).toMatch(/^-- [A-Z].*\.\n(-- .*\n)*-- Result: {2}\S/);
    const [head = '', ...body] = text.split(/\n(?!--)/);
    const parameters = new Set(body.join('\n').match(/:[a-z]\w*/gi));
    if (!head.includes('Every column'))
      for (const parameter of parameters) expect(head.includes(parameter) || head.includes('every count')).toBe(true);
    expect(() => database.prepare(text)).not.toThrow();
  });

  // Counting is what a summary is for; a list of keys that was given and a row of constants are no tables.
  it.each(commands.filter(([name]) => !name.startsWith('summarize')))(
    '%s finds its rows by an index, however many there are',
    (_, text) => {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${text.replaceAll(/^--.*$/gm, '')}`).all();
      const scans = plan.map((row) => String(row['detail'])).filter((step) => /^SCAN (?!k |json_each|CONSTANT)/.test(step));
      expect(scans.filter((step) => !/USING (COVERING )?INDEX/.test(step))).toEqual([]);
    },
  );
});
