import type { Policy } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { SqliteValue } from './database.ts';

/** An entry as its row holds it: flat, with the policy as text. */
export type EntryRow = Omit<Entry, 'split' | 'policy' | 'late'> & Entry['split'] & { readonly policy: string | null; readonly late: 0 | 1 };

export function entryOfRow({ allowance, credits, overage, overrun, policy, late, ...row }: EntryRow): Entry {
  return {
    ...row,
    split: { allowance, credits, overage, overrun },
    policy: policy === null ? null : (JSON.parse(policy) as Policy),
    late: late === 1,
  };
}

export function rowOfEntry({ split, policy, late, ...entry }: Entry): Record<keyof EntryRow, SqliteValue> {
  return { ...entry, ...split, policy: policy === null ? null : JSON.stringify(policy), late: late ? 1 : 0 };
}
