import type { RecordStore } from '../../store.ts';
import type { Engine } from './engine.ts';

// Each write also clears away a few records whose time is over, so that they cannot pile up.
const CLEARED_PER_WRITE = 20;

interface Row {
  readonly value: string;
  readonly revision: number;
}

/** Small documents by key. */
export function createSqliteRecords({ engine, now }: { engine: Engine; now: () => number }): RecordStore {
  return {
    read: (key) =>
      engine.read((statements) => {
        const [row] = statements.all<Row>('read-record', { key, now: now() });
        return row === undefined ? null : { value: JSON.parse(row.value), revision: row.revision };
      }),
    write: (key, { value, expectedRevision, ttlMs }) =>
      engine.write((statements) => {
        const at = now();
        const [row] = statements.all<Row>('read-record', { key, now: at });
        if ((row?.revision ?? 0) !== expectedRevision) return false;
        const expiresAt = ttlMs === null ? null : at + ttlMs;
        statements.run('clear-records', { now: at, limit: CLEARED_PER_WRITE });
        statements.run('write-record', { key, value: JSON.stringify(value ?? null), expiresAt });
        return true;
      }),
    remove: async (key) => void (await engine.write((statements) => statements.run('remove-record', { key }))),
  };
}
