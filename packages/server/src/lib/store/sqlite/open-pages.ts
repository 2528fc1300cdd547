import type { Account } from '../../ledger/account.ts';
import type { Entry, UsageEvent } from '../../ledger/entry.ts';
import type { HistoryQuery } from '../../store.ts';
import type { Kept } from './customer-map.ts';
import type { EntryShelf } from './entry-shelf.ts';
import type { HourRow, JournalPage, VersionRow } from './journal-page.ts';

/** A page that is not in the tables, with the rows that it changed as they are now. */
export interface OpenPage {
  readonly seq: number;
  readonly versions: readonly Kept<VersionRow>[];
  readonly entries: readonly Kept<Entry>[];
  readonly events: readonly UsageEvent[];
  readonly accounts: readonly Kept<Account>[];
  readonly hours: readonly Kept<HourRow>[];
}

/** The rows that pages leave when they are over. */
interface TakenPages extends JournalPage {
  /** The last of the pages. */
  readonly seq: number;
}

/** The pages that are not in the tables, in their order. */
export interface OpenPages {
  push(page: OpenPage): void;
  /**
   * Takes the oldest pages away, as many as have so many entries, at least one. A row that a later page changes again is left to that one:
   * what is used all the time is hardly ever written to its table. Undefined when there is no page.
   */
  take(most: number): TakenPages | undefined;
  /** Takes the pages up to one away that are in the tables already. */
  takeUntil(seq: number): void;
  events(): UsageEvent[];
  /** Hours of a customer's meter, as they are now. */
  hours(query: HistoryQuery): HourRow[];
  forget(): void;
}

/** No pages yet. */
export function createOpenPages(shelf: EntryShelf): OpenPages {
  let pages: OpenPage[] = [];

  function takeFirst(count: number): TakenPages | undefined {
    const over = pages.slice(0, count);
    const last = over.at(-1);
    if (last === undefined) return undefined;
    pages = pages.slice(count);
    const entries = over.flatMap((page) => settle(page, page.entries));
    for (const entry of entries) shelf.drop(entry);
    return {
      seq: last.seq,
      entries,
      events: over.flatMap(({ events }) => events),
      versions: over.flatMap((page) => settle(page, page.versions)),
      accounts: over.flatMap((page) => settle(page, page.accounts)),
      hours: over.flatMap((page) => settle(page, page.hours)),
    };
  }

  return {
    push: (page) => void pages.push(page),
    take(most) {
      let [count, entries] = [0, 0];
      while (count < pages.length && (count === 0 || entries < most)) {
        entries += pages[count]?.entries.length || 1;
        count += 1;
      }
      return takeFirst(count);
    },
    takeUntil: (seq) => void takeFirst(pages.filter((page) => page.seq <= seq).length),
    events: () => pages.flatMap(({ events }) => events),
    hours({ customerId, meter, from, to }) {
      const isAskedFor = (row: HourRow) => row.customerId === customerId && row.meter === meter && row.hour >= from && row.hour < to;
      return pages.flatMap(({ hours }) => hours.map(({ row }) => row).filter(isAskedFor));
    },
    forget() {
      pages = [];
    },
  };
}

/** The rows that no later page changes; from now on their table knows them. */
function settle<Row>({ seq }: OpenPage, rows: readonly Kept<Row>[]): Row[] {
  const last = rows.filter(({ page }) => page === seq);
  for (const kept of last) kept.page = 0;
  return last.map(({ row }) => row);
}
