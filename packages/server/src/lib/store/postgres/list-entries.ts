import type { Entry } from '../../ledger/entry.ts';
import type { EntryPage } from '../../store.ts';
import { pageEntries } from '../page-entries.ts';
import type { Engine } from './engine.ts';
import { entryOfText } from './entry-text.ts';

/** A page of a customer's entries. `now`: the store's clock, null for the server's. */
export async function listEntries(engine: Engine, page: EntryPage, now: number | null): Promise<Entry[]> {
  const { customerId, before, limit, held } = page;
  const [clock] = await engine.read<{ now: number }>('read-clock', { now });
  const rows = await engine.read<{ id: string; entry: string }>(held ? 'list-held-entries' : 'list-entries', {
    ...{ customerId, createdAt: before?.createdAt ?? null, id: before?.id ?? '', limit },
  });
  const entries = rows.map(({ id, entry }) => entryOfText({ customerId, id }, entry));
  return pageEntries(entries, page, clock?.now ?? 0);
}
