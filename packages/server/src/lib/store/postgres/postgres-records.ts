import type { RecordStore } from '../../store.ts';
import type { Engine } from './engine.ts';

// Each write also clears away a few records whose time is over, so that they cannot pile up.
const CLEARED_PER_WRITE = 20;

interface Row {
  readonly value: string;
  readonly revision: number;
}

/** Small documents by key. */
export function createPostgresRecords({ engine, now }: { engine: Engine; now: () => number | null }): RecordStore {
  return {
    async read(key) {
      const [row] = await engine.read<Row>('read-record', { key, now: now() });
      return row === undefined ? null : { value: JSON.parse(row.value), revision: row.revision };
    },
    write: (key, { value, expectedRevision, ttlMs }) =>
      engine.write(async (transaction) => {
        const at = now();
        transaction.send('clear-records', { now: at, limit: CLEARED_PER_WRITE });
        const parameters = { key, value: JSON.stringify(value ?? null), expectedRevision, ttlMs, now: at };
        const [row] = await transaction.all<{ written: number }>('write-record', parameters);
        return row?.written === 1;
      }),
    remove: async (key) => void (await engine.write((transaction) => transaction.run('remove-record', { key }))),
  };
}
