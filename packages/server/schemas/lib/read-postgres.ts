import type { Described } from './described.ts';

/** Tables and columns by the comments that the migrations put on them. */
export function readPostgres(sql: string): Described[] {
  const comments = [...sql.matchAll(/COMMENT ON (TABLE|COLUMN) plimsoll\.(\S+) IS\s+'((?:[^']|'')*)'/g)].map(
    ([, kind, name = '', what = '']) => ({
      ...{ kind, name, what: what.replaceAll("''", "'").replaceAll(/\s+/g, ' ') },
    }),
  );
  return comments
    .filter(({ kind }) => kind === 'TABLE')
    .map(({ name, what }) => ({
      name,
      what,
      columns: comments
        .filter((comment) => comment.kind === 'COLUMN' && comment.name.startsWith(`${name}.`))
        .map((column) => ({ name: column.name.slice(name.length + 1), what: column.what })),
    }));
}
