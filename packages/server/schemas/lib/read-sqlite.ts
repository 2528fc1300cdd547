import type { Described } from './described.ts';

/** Tables and columns by the comments that stand in the migrations, which SQLite keeps in the file's own schema. */
export function readSqlite(sql: string): Described[] {
  return [...sql.matchAll(/CREATE TABLE (\w+) \(\n([\s\S]*?)\n\)/g)].map(([, name = '', body = '']) => {
    const lines = body.split('\n').map((line) => line.trim());
    const columns = lines.filter((line) => /^[a-z_]+ /.test(line)).map(readColumn);
    const what = lines
      .slice(
        0,
        lines.findIndex((line) => !line.startsWith('--')),
      )
      .map((line) => line.slice(2).trim());
    return { name, what: what.join(' ').replace(/\.$/, ''), columns };
  });
}

// Where the name says all there is to say, the type stands instead.
function readColumn(line: string): { name: string; what: string } {
  const [definition = '', comment] = line.split(/\s--\s/);
  const [name = '', ...type] = definition
    .replace(/ CHECK .*/, '')
    .replace(/,$/, '')
    .split(' ');
  return { name, what: comment ?? `\`${type.join(' ')}\`` };
}
