import { createIdFilter } from './id-filter.ts';
import type { Statements } from './statements.ts';

/** Which ids were ever given, in the journal or in the table: most are new, and to look for each of them there would take as long as to decide. */
export interface KnownIds {
  /** `false`: nothing is under this id, whoever's it is. */
  mayBeThere(id: string): boolean;
  note(id: string): void;
  /** Reads some more of the ids that were there before. Gives whether there are more; until there are none, any id may be there. */
  learn(): boolean;
  forget(): void;
}

const READ_AT_ONCE = 4096;

/** Nothing is known before all that was there is read. What comes later must be noted. */
export function createKnownIds(statements: Statements): KnownIds {
  const filter = createIdFilter();
  // Everything up to here was read; null when that was all.
  let read: number | null = 0;

  return {
    mayBeThere: (id) => read !== null || filter.mayHave(id),
    note: filter.add,
    learn() {
      if (read === null) return false;
      const rows = statements.all<{ seq: number; id: string }>('list-entry-ids', { after: read, limit: READ_AT_ONCE });
      for (const { id } of rows) filter.add(id);
      read = rows.length < READ_AT_ONCE ? null : (rows.at(-1)?.seq ?? null);
      return read !== null;
    },
    forget() {
      filter.forget();
      read = 0;
    },
  };
}
