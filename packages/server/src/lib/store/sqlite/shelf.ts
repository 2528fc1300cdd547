import type { SqliteValue } from './database.ts';

/** Rows of one kind of counter, as they are with everything that the tail says. Kept in memory. */
export interface Shelf<Row> {
  get(key: string): Row | undefined;
  /** Remembers a row of the table that `get` did not know. */
  remember(key: string, row: Row): void;
  /** Remembers a change that the table does not know yet. */
  put(key: string, row: Row): void;
  /** The values of what was put since this was called last. */
  takeChanges(): SqliteValue[][];
  /** Learns changes that someone else made. */
  learn(changes: readonly (readonly SqliteValue[])[]): void;
  /** Rows that the table does not know yet. */
  ahead(): Row[];
  /** The same, for the last time: the table is about to know them. */
  settle(): Row[];
  forget(): void;
}

/** How rows are told apart, and how one stands in the tail. */
export interface RowShape<Row> {
  readonly keyOf: (row: Row) => string;
  readonly valuesOf: (row: Row) => SqliteValue[];
  readonly rowOf: (values: readonly SqliteValue[]) => Row;
}

interface Slot<Row> {
  readonly key: string;
  row: Row;
  isAhead: boolean;
  isChanged: boolean;
}

// A few hundred bytes each.
const MOST_REMEMBERED = 20_000;

/** A shelf with nothing on it. */
export function createShelf<Row>({ keyOf, valuesOf, rowOf }: RowShape<Row>): Shelf<Row> {
  const slots = new Map<string, Slot<Row>>();
  let ahead: Slot<Row>[] = [];
  let changed: Slot<Row>[] = [];

  function add(key: string, row: Row): Slot<Row> {
    if (slots.size >= MOST_REMEMBERED + ahead.length) {
      slots.clear();
      for (const slot of ahead) slots.set(slot.key, slot);
    }
    const slot = { key, row, isAhead: false, isChanged: false };
    slots.set(key, slot);
    return slot;
  }

  function bring(key: string, row: Row): Slot<Row> {
    const slot = slots.get(key) ?? add(key, row);
    slot.row = row;
    if (!slot.isAhead) ahead.push(slot);
    slot.isAhead = true;
    return slot;
  }

  return {
    get: (key) => slots.get(key)?.row,
    remember: add,
    put(key, row) {
      const slot = bring(key, row);
      if (!slot.isChanged) changed.push(slot);
      slot.isChanged = true;
    },
    takeChanges() {
      const changes = changed.map(({ row }) => valuesOf(row));
      for (const slot of changed) slot.isChanged = false;
      changed = [];
      return changes;
    },
    learn(changes) {
      for (const row of changes.map(rowOf)) bring(keyOf(row), row);
    },
    ahead: () => ahead.map(({ row }) => row),
    settle() {
      const settled = ahead;
      for (const slot of settled) slot.isAhead = false;
      ahead = [];
      return settled.map(({ row }) => row);
    },
    forget() {
      slots.clear();
      ahead = [];
      changed = [];
    },
  };
}
