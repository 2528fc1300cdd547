import type { Entry } from '../ledger/entry.ts';
import type { EntryPage } from '../store.ts';
import { settleEntry } from './settle-due.ts';

/** The page of a customer's entries among all of them. */
export function pageEntries(entries: readonly Entry[], { before, limit, held }: EntryPage, now: number): Entry[] {
  const settled = entries.map((entry) => settleEntry(entry, now)).filter(({ state }) => !held || state === 'reserved');
  const behind = before === null ? settled : settled.filter((entry) => byLatest(before, entry) < 0);
  return behind.sort(byLatest).slice(0, limit);
}

function byLatest(a: Pick<Entry, 'createdAt' | 'id'>, b: Pick<Entry, 'createdAt' | 'id'>): number {
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
