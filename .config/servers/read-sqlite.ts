import { DatabaseSync } from 'node:sqlite';

/** Everything in the tables of a file, as text. */
export function readSqlite(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables.map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM ${name}`).all()));
  database.close();
  return rows.join('\n');
}
