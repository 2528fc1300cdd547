import type { Policy } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';

/** An entry as its row holds it: with a flat split. */
export type EntryRow = Omit<Entry, 'split' | 'policy'> & Entry['split'] & { readonly policy: Policy | null };

export function entryOfRow({ allowance, credits, overage, overrun, ...row }: EntryRow): Entry {
  return { ...row, split: { allowance, credits, overage, overrun } };
}

export function rowOfEntry({ split, ...entry }: Entry): EntryRow {
  return { ...entry, ...split };
}
