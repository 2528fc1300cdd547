import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STORED_KEYS } from '../../src/lib/store/redis/stored-keys.ts';
import type { Described } from './described.ts';
import { readPostgres } from './read-postgres.ts';
import { readSqlite } from './read-sqlite.ts';

const stores = join(import.meta.dirname, '../../src/lib/store');

/** The page of the docs that says where everything is stored, written from the sources. */
export function formatSchemas(): string {
  return `# Where everything is stored

Written by \`pnpm schemas\` from the migrations and the table of keys; a test holds it to them. All times are milliseconds of the store's clock, all
counts whole units. Read this for a report or an audit; write only through the kit, because what belongs together changes together.

## SQLite

${readMigrations('sqlite', readSqlite).map(formatTable).join('\n\n')}

## PostgreSQL

In the schema \`plimsoll\`, or the one that the option \`schema\` names.

${readMigrations('postgres', readPostgres).map(formatTable).join('\n\n')}

## Redis

\`<bucket>\` is the prefix of the installation and a number, in braces: what is in braces decides the slot of a cluster, so a customer's keys lie together.

| key | type | what it holds | how long |
| --- | --- | --- | --- |
${STORED_KEYS.map(({ name, type, holds, life }) => `| \`${name}\` | ${type} | ${escaped(holds)} | ${escaped(life)} |`).join('\n')}
`;
}

function readMigrations(store: string, read: (sql: string) => Described[]): Described[] {
  const files = globSync(`${store}/migrations/*.sql`, { cwd: stores }).sort();
  return files.flatMap((file) => read(readFileSync(join(stores, file), 'utf8')));
}

function formatTable({ name, what, columns }: Described): string {
  const rows = columns.map((column) => `| \`${column.name}\` | ${escaped(column.what).replaceAll('<', '&lt;')} |`);
  return [`### ${name}`, '', `${what}.`, '', '| column | what |', '| --- | --- |', ...rows].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
