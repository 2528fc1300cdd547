import { unacceptable } from './api-error.ts';

const LARGEST_PAGE = 100;

interface Dated {
  created_at: string;
}

export interface Listing<Row> {
  rows: Iterable<Row>;
  query: URLSearchParams;
  /** Query parameters that must equal (one of) these values; a boolean is compared as `true` or `false`. */
  filters: Record<string, (row: Row) => string | null | undefined>;
  present: (row: Row) => unknown;
}

/** One page of rows in Polar's envelope: filtered, newest first unless `sorting` says otherwise. */
export function listPage<Row extends Dated>({ rows, query, filters, present }: Listing<Row>): unknown {
  const matching = [...rows].filter((row) => passes(row, query, filters));
  const sorted = sortRows(matching, query.get('sorting') ?? '-created_at');
  const page = readWhole(query, 'page', 1);
  const limit = Math.min(readWhole(query, 'limit', 10), LARGEST_PAGE);
  return {
    items: sorted.slice((page - 1) * limit, page * limit).map(present),
    pagination: { total_count: sorted.length, max_page: Math.ceil(sorted.length / limit) },
  };
}

function passes<Row>(row: Row, query: URLSearchParams, filters: Listing<Row>['filters']): boolean {
  return Object.entries(filters).every(([name, read]) => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || wanted.includes(read(row) ?? '');
  });
}

function sortRows<Row extends Dated>(rows: readonly Row[], sorting: string): Row[] {
  const descending = sorting.startsWith('-');
  const key = sorting.replace(/^-/, '');
  const read = (row: Row) => sortKey(row, key);
  const ascending = [...rows].sort((left, right) => (read(left) < read(right) ? -1 : Number(read(left) > read(right))));
  return descending ? ascending.reverse() : ascending;
}

/** A key that the row does not have (a count, say) falls back to the date of creation. */
function sortKey(row: Dated, key: string): string | number {
  const value: unknown = Object.hasOwn(row, key) ? Object(row)[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : row.created_at;
}

function readWhole(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw unacceptable({ type: 'greater_than_equal', loc: ['query', name], msg: 'Input should be greater than or equal to 1', input: text });
}

/** Filters for `metadata[key]=value`, which Polar accepts on most lists. */
export function hasMetadata(row: { metadata: Record<string, unknown> }, query: URLSearchParams): boolean {
  for (const [name, wanted] of query) {
    const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
    if (key !== undefined && String(row.metadata[key]) !== wanted) return false;
  }
  return true;
}
