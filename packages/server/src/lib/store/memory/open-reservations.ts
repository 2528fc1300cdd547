import { type Entry, entryKey } from '../../ledger/entry.ts';
import { meterKey } from '../batch-scope.ts';

/** The reservations that have not ended, by customer and meter. */
export interface OpenReservations {
  /** Takes note of an entry's present state. */
  note(entry: Entry): void;
  due(meter: string, now: number): Entry[];
  /** Those of all customers whose time is over, the longest first. */
  oldestDue(now: number, limit: number): Entry[];
}

/** No reservations yet. */
export function createOpenReservations(): OpenReservations {
  const byMeter = new Map<string, Map<string, Entry>>();
  const dueOf = (open: ReadonlyMap<string, Entry> | undefined, now: number) =>
    [...(open?.values() ?? [])].filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now);

  return {
    note(entry) {
      const meter = meterKey(entry);
      const open = byMeter.get(meter) ?? new Map<string, Entry>();
      if (entry.state === 'reserved') open.set(entryKey(entry), entry);
      else open.delete(entryKey(entry));
      if (open.size > 0) byMeter.set(meter, open);
      else byMeter.delete(meter);
    },
    due: (meter, now) => dueOf(byMeter.get(meter), now),
    oldestDue(now, limit) {
      const due = [...byMeter.values()].flatMap((open) => dueOf(open, now));
      return due.sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0)).slice(0, limit);
    },
  };
}
