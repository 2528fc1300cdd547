import { type Entry, entryKey } from '../ledger/entry.ts';

/** A reservation without a limit that this process made. */
export interface Hold {
  readonly entry: Entry;
  /** The store has not heard of it. */
  readonly local: boolean;
}

/** The reservations without a limit that are open in this process. */
export interface OpenHolds {
  find(ref: Pick<Entry, 'customerId' | 'id'>): Hold | undefined;
  /** `false`: there is no room for one more, nothing changed. */
  keep(hold: Hold, now: number): boolean;
  forget(ref: Pick<Entry, 'customerId' | 'id'>): void;
}

/** Keeps at most so many. One whose time is over makes room when it must; an open one never goes, since its commit would be lost. */
export function createOpenHolds(most: number): OpenHolds {
  const holds = new Map<string, Hold>();

  function makeRoom(now: number): boolean {
    if (holds.size < most) return true;
    for (const [key, { entry }] of holds) if ((entry.expiresAt ?? 0) <= now) holds.delete(key);
    return holds.size < most;
  }

  return {
    find: (ref) => holds.get(entryKey(ref)),
    keep(hold, now) {
      const key = entryKey(hold.entry);
      if (!holds.has(key) && !makeRoom(now)) return false;
      holds.set(key, hold);
      return true;
    },
    forget: (ref) => void holds.delete(entryKey(ref)),
  };
}
