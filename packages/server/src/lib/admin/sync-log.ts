import type { AdminSync } from '@plimsoll/contract/routes';
import type { RecordStore } from '../store.ts';

/** The latest readings at the provider, of all instances. A log: what a process that was killed had not yet written is lost. */
export interface SyncLog {
  note(sync: AdminSync): void;
  /** Writes what was noted since, if anything. */
  flush(): Promise<void>;
  /** Takes a customer out, of what is written and of what this process has yet to write. */
  forget(customerId: string): Promise<void>;
  /** Newest first. */
  list(page: { customerId: string | null; limit: number }): Promise<AdminSync[]>;
}

// Instances spread over so many documents, so that few write the same one.
const SLOTS = 8;
const MOST_ROWS = 200;
const LIFE_MS = 7 * 86_400_000;
const MOST_TRIES = 5;

export function createSyncLog(records: RecordStore, random: () => number): SyncLog {
  const slot = Math.floor(random() * SLOTS) % SLOTS;
  let waiting: AdminSync[] = [];
  const keyOf = (index: number) => `desk/syncs/${index}`;
  const rowsOf = (value: unknown) => (value ?? []) as AdminSync[];

  async function forgetIn(key: string, customerId: string): Promise<void> {
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const stored = await records.read(key);
      const rows = rowsOf(stored?.value);
      const value = rows.filter((row) => row.customerId !== customerId);
      if (stored === null || value.length === rows.length) return;
      if (await records.write(key, { value, expectedRevision: stored.revision, ttlMs: LIFE_MS })) return;
    }
  }

  return {
    note(sync) {
      waiting = [...waiting, sync].slice(-MOST_ROWS);
    },
    async flush() {
      for (let attempt = 0; attempt < MOST_TRIES && waiting.length > 0; attempt += 1) {
        const rows = waiting;
        const stored = await records.read(keyOf(slot));
        const value = [...rowsOf(stored?.value), ...rows].slice(-MOST_ROWS);
        if (!(await records.write(keyOf(slot), { value, expectedRevision: stored?.revision ?? 0, ttlMs: LIFE_MS }))) continue;
        waiting = waiting.filter((row) => !rows.includes(row));
      }
    },
    async forget(customerId) {
      waiting = waiting.filter((row) => row.customerId !== customerId);
      for (let index = 0; index < SLOTS; index += 1) await forgetIn(keyOf(index), customerId);
    },
    async list({ customerId, limit }) {
      // Taken first: what is written meanwhile is there twice, and never missing.
      const unwritten = waiting;
      const stored = await Promise.all(Array.from({ length: SLOTS }, (_, index) => records.read(keyOf(index))));
      const rows = distinct([...stored.flatMap((record) => rowsOf(record?.value)), ...unwritten]);
      const wanted = customerId === null ? rows : rows.filter((row) => row.customerId === customerId);
      return wanted.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit);
    },
  };
}

function distinct(rows: readonly AdminSync[]): AdminSync[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
