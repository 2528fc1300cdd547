import { systemRuntime } from '../../runtime/runtime.ts';
import type { QueueSummary, StuckPage } from '../../store.ts';
import { readPlace } from '../read-place.ts';

/** One thing that waits for its turn. */
export interface QueueRow<T> {
  readonly key: string;
  readonly item: T;
  readonly seq: number;
  readonly at: number;
  readonly state: 'waiting' | 'ended' | 'stuck';
  readonly attempts: number;
  readonly dueAt: number;
  readonly token: string | null;
  readonly endedAt: number | null;
  /** Why it did not go well the last time. */
  readonly fault: string | null;
}

/** Rows with leases: what the inbox and the outbox have in common. */
export interface MemoryQueue<T> {
  insert(row: { key: string; item: T; now: number }): void;
  has(key: string): boolean;
  /** Leases due rows; gives them oldest first. */
  claim(lease: { limit: number; leaseMs: number; now: number }): QueueRow<T>[];
  /** Changes a row that is still under this token and ends the lease. `false`: it is not. */
  settle(lease: { key: string; token: string }, change: Partial<QueueRow<T>>): boolean;
  /** Makes a row that does not wait due at once, as if it had never been claimed. `false`: there is none, or it waits. */
  revive(key: string, now: number): boolean;
  /** Puts another thing in a row's place, with no fault; its state and lease stay. */
  replace(key: string, item: T): void;
  remove(keys: readonly string[]): void;
  rows(): QueueRow<T>[];
  /** Rows that need a person, oldest first. */
  stuck(page: StuckPage): QueueRow<T>[];
  summary(): QueueSummary;
}

/** An empty queue. */
export function createMemoryQueue<T>(): MemoryQueue<T> {
  const rows = new Map<string, QueueRow<T>>();
  let seq = 0;

  function lease(row: QueueRow<T>, token: string, until: number): QueueRow<T> {
    const leased = { ...row, token, attempts: row.attempts + 1, dueAt: until };
    rows.set(row.key, leased);
    return leased;
  }

  return {
    insert({ key, item, now }) {
      seq += 1;
      rows.set(key, { key, item, seq, at: now, state: 'waiting', attempts: 0, dueAt: now, token: null, endedAt: null, fault: null });
    },
    has: (key) => rows.has(key),
    claim({ limit, leaseMs, now }) {
      const token = systemRuntime.uuid();
      const due = [...rows.values()].filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now);
      const longest = due.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq).slice(0, limit);
      return longest.sort((a, b) => a.seq - b.seq).map((row) => lease(row, token, now + leaseMs));
    },
    settle({ key, token }, change) {
      const row = rows.get(key);
      if (row === undefined || row.token !== token) return false;
      rows.set(key, { ...row, ...change, token: null });
      return true;
    },
    revive(key, now) {
      const row = rows.get(key);
      if (row === undefined || row.state === 'waiting') return false;
      rows.set(key, { ...row, state: 'waiting', attempts: 0, dueAt: now, endedAt: null, fault: null });
      return true;
    },
    replace(key, item) {
      const row = rows.get(key);
      if (row !== undefined) rows.set(key, { ...row, item, fault: null });
    },
    remove(keys) {
      for (const key of keys) rows.delete(key);
    },
    rows: () => [...rows.values()],
    stuck: ({ after, limit }) =>
      [...rows.values()]
        .filter(({ state, seq: place }) => state === 'stuck' && place > readPlace(after))
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
    summary() {
      const waiting = [...rows.values()].filter(({ state }) => state === 'waiting');
      const stuck = [...rows.values()].filter(({ state }) => state === 'stuck').length;
      const oldestAt = waiting.reduce<number | null>((oldest, { at }) => (oldest === null ? at : Math.min(oldest, at)), null);
      return { waiting: waiting.length, stuck, oldestAt };
    },
  };
}
