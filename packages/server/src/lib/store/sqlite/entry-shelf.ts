import type { Entry, EntryKey } from '../../ledger/entry.ts';
import type { Kept } from './customer-map.ts';

/** The entries that the journal has and their table has not, or has as they were before. */
export interface EntryShelf {
  get(key: EntryKey): Entry | undefined;
  put(entry: Entry, page: number): Kept<Entry>;
  /** Lets go of an entry that its table knows now. */
  drop(entry: Entry): void;
  /** Reservations whose time is over at an instant. */
  due(now: number): Entry[];
  readonly size: number;
  forget(): void;
}

interface Slot extends Kept<Entry> {
  /** Another customer's under the same id: there is hardly ever one. */
  next: Slot | undefined;
}

/** A shelf with nothing on it. */
export function createEntryShelf(): EntryShelf {
  const byId = new Map<string, Slot>();
  const held = new Set<Slot>();
  let size = 0;
  // No reservation ends before this instant.
  let earliest = Number.POSITIVE_INFINITY;

  function find({ customerId, id }: EntryKey): Slot | undefined {
    let slot = byId.get(id);
    while (slot !== undefined && slot.row.customerId !== customerId) slot = slot.next;
    return slot;
  }

  function add(row: Entry, page: number): Slot {
    const slot = { row, page, next: byId.get(row.id) };
    byId.set(row.id, slot);
    size += 1;
    return slot;
  }

  function noteHeld(slot: Slot): void {
    held.add(slot);
    earliest = Math.min(earliest, slot.row.expiresAt ?? earliest);
  }

  return {
    get: (key) => find(key)?.row,
    put(entry, page) {
      const slot = find(entry) ?? add(entry, page);
      slot.row = entry;
      slot.page = page;
      if (entry.state === 'reserved') noteHeld(slot);
      else if (entry.kind === 'reserve') held.delete(slot);
      return slot;
    },
    drop(entry) {
      const slot = find(entry);
      if (slot === undefined) return;
      held.delete(slot);
      size -= 1;
      unlink(byId, slot);
    },
    due(now) {
      if (now < earliest) return [];
      const entries = Array.from(held, ({ row }) => row);
      earliest = entries.reduce((least, { expiresAt }) => Math.min(least, expiresAt ?? least), Number.POSITIVE_INFINITY);
      return entries.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now);
    },
    get size() {
      return size;
    },
    forget() {
      byId.clear();
      held.clear();
      size = 0;
      earliest = Number.POSITIVE_INFINITY;
    },
  };
}

function unlink(byId: Map<string, Slot>, slot: Slot): void {
  const first = byId.get(slot.row.id);
  if (first !== slot) {
    for (let before = first; before !== undefined; before = before.next) if (before.next === slot) before.next = slot.next;
  } else if (slot.next === undefined) byId.delete(slot.row.id);
  else byId.set(slot.row.id, slot.next);
}
