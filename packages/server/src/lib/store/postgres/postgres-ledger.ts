import type { Entry } from '../../ledger/entry.ts';
import type { HistoryRow, LedgerStore } from '../../store.ts';
import { settleAccounts, settleEntry } from '../settle-due.ts';
import { createApplyBatch, customersIn, dueOf } from './apply-batch.ts';
import { applyLocked, type LockedBatch } from './apply-locked.ts';
import type { Engine } from './engine.ts';
import type { Journal } from './journal.ts';
import { createKnownBooks } from './known-books.ts';
import type { Applied, LedgerGround } from './ledger-ground.ts';
import { listEntries } from './list-entries.ts';
import { type BooksRow, booksOf, booksParameters, type LoadedBooks, NOTHING_WANTED, type Wanted } from './load-books.ts';
import type { PostgresChanges } from './postgres-changes.ts';
import { createStoreClock } from './store-clock.ts';

interface Ground {
  readonly engine: Engine;
  /** The store's clock, when a test brings one. */
  readonly now: () => number | null;
  readonly changes: PostgresChanges;
  readonly journal: Journal;
  /** How long a batch waits for a lock before it asks for all of its locks in order. */
  readonly patienceMs: number;
}

/** First on what is known, in one round trip; where that cannot be, under locks. */
export function createPostgresLedger({ engine, now, changes, journal, patienceMs }: Ground): LedgerStore {
  const ground: LedgerGround = { now, journal, clock: createStoreClock(now), known: createKnownBooks() };
  const applyBatch = createApplyBatch(ground, patienceMs);

  // Listeners hear of a change only after it is durable.
  function told({ changes: raised, ...applied }: Applied): Omit<Applied, 'changes'> {
    changes.publish(raised);
    return applied;
  }

  async function read(wanted: Partial<Wanted>): Promise<LoadedBooks> {
    const all = { ...NOTHING_WANTED, ...wanted };
    return booksOf(await engine.read<BooksRow>('load-books', booksParameters(all, now())), all);
  }

  return {
    // While one is being written, the next one is decided.
    batching: { largest: 256, atOnce: 2 },
    apply: (commands) =>
      commands.length === 0 ? Promise.resolve([]) : engine.enter(async (database) => told(await applyBatch(database, commands)).results),
    expire: (limit) =>
      engine.enter(async (database) => {
        for (;;) {
          const customers = await database.read<{ customerId: string }>('find-due', { now: now(), limit });
          if (customers.length === 0) return 0;
          const { entries } = told(await applyLocked(ground, database, sweptBatch(customersIn(customers), limit)));
          if (entries > 0) return entries;
        }
      }),
    async readAccounts(keys) {
      const books = await read({ customers: customersIn(keys), accounts: keys });
      const accounts = [...books.customers.values()].flatMap(({ accounts: own, others }) => [...others, ...own]);
      return settleAccounts(keys, { accounts, entries: dueOf(books, keys) }, books.now);
    },
    async readEntry(key) {
      const { entries, now: at } = await read({ entries: [key] });
      const [entry] = entries;
      return entry === undefined ? null : settleEntry(entry, at);
    },
    listEntries: (page) => listEntries(engine, page, now()),
    readHistory: ({ customerId, meter, from, to }) => engine.read<HistoryRow>('read-history', { customerId, meter, from, to }),
    prune: ({ thanMs, limit }) => engine.write((transaction) => transaction.run('prune-entries', { now: now(), thanMs, limit })),
  };
}

function sweptBatch(customers: readonly string[], limit: number): LockedBatch {
  const oldestFirst = (a: Entry, b: Entry) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0);
  return {
    commands: [],
    lost: null,
    wanted: { ...NOTHING_WANTED, locked: true, customers, dueLimit: limit },
    chooseDue: ({ due }) => [...due].sort(oldestFirst).slice(0, limit),
  };
}
