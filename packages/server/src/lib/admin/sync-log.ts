import type { AdminSync } from '@plimsoll/contract/routes';
import type { RecordStore } from '../store.ts';

/** The latest readings at the provider, of all instances. A log: what a process that was killed had not yet written is lost. */
export interface SyncLog {
  note(sync: AdminSync): void;
  /** Writes what was noted since, if anything. */
  flush(): Promise<void>;
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
    async list({ customerId, limit }) {
      const stored = await Promise.all(Array.from({ length: SLOTS }, (_, index) => records.read(keyOf(index))));
      const rows = [...stored.flatMap((record) => rowsOf(record?.value)), ...waiting];
      const wanted = customerId === null ? rows : rows.filter((row) => row.customerId === customerId);
      return wanted.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit);
    },
  };
}
