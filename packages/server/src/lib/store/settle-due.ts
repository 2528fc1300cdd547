import { type Account, type AccountKey, accountKey, emptyAccount } from '../ledger/account.ts';
import type { Loaded } from '../ledger/books.ts';
import { decide } from '../ledger/decide.ts';
import type { Entry } from '../ledger/entry.ts';

/** The accounts of the keys as if every due reservation among the entries had ended already. Writes nothing. */
export function settleAccounts(keys: readonly AccountKey[], loaded: Loaded, now: number): Account[] {
  const { writes } = decide(loaded, [], now);
  const current = new Map([...loaded.accounts, ...writes.accounts].map((account) => [accountKey(account), account]));
  return keys.map((key) => current.get(accountKey(key)) ?? emptyAccount(key));
}

/** The entry as every command would find it now: a due reservation has expired, whether or not that is written yet. */
export function settleEntry(entry: Entry, now: number): Entry {
  const { writes } = decide({ accounts: [], entries: [entry] }, [], now);
  return writes.entries[0] ?? entry;
}
