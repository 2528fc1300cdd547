import type { RecordStore } from '../../store.ts';
import type { MemoryGround } from './memory-ground.ts';

interface Row {
  readonly text: string;
  readonly revision: number;
  readonly expiresAt: number | null;
}

/** Small documents by key, kept as text so that nobody shares an object with the store. */
export function createMemoryRecords({ now, step }: MemoryGround): RecordStore {
  const rows = new Map<string, Row>();
  // One count for all keys: a key that was removed and written anew never shows a revision that someone still holds.
  let lastRevision = 0;

  function live(key: string): Row | undefined {
    const row = rows.get(key);
    return row === undefined || (row.expiresAt !== null && row.expiresAt <= now()) ? undefined : row;
  }

  return {
    read: (key) =>
      step(() => {
        const row = live(key);
        return row === undefined ? null : { value: JSON.parse(row.text), revision: row.revision };
      }),
    write: (key, { value, expectedRevision, ttlMs }) =>
      step(() => {
        if ((live(key)?.revision ?? 0) !== expectedRevision) return false;
        lastRevision += 1;
        rows.set(key, { text: JSON.stringify(value ?? null), revision: lastRevision, expiresAt: ttlMs === null ? null : now() + ttlMs });
        return true;
      }),
    remove: (key) => step(() => void rows.delete(key)),
  };
}
