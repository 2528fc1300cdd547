import { accountKeysOf } from '../../ledger/books.ts';
import type { LedgerCommand } from '../../ledger/command.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { HistoryRow, LedgerStore } from '../../store.ts';
import { entryKeysOf, meterKey, meterKeysOf } from '../batch-scope.ts';
import { settleAccounts, settleEntry } from '../settle-due.ts';
import { applyKnown } from './apply-known.ts';
import { applyLocked, type LockedBatch } from './apply-locked.ts';
import type { Database, Engine } from './engine.ts';
import type { Journal } from './journal.ts';
import { createKnownBooks } from './known-books.ts';
import type { Applied, LedgerGround, Lost } from './ledger-ground.ts';
import { type BooksRow, booksOf, booksParameters, type LoadedBooks, type Wanted } from './load-books.ts';
import { createLuck } from './luck.ts';
import type { PostgresChanges } from './postgres-changes.ts';
import { createStoreClock } from './store-clock.ts';
import { createTurns } from './turns.ts';

interface Ground {
  readonly engine: Engine;
  /** The store's clock, when a test brings one. */
  readonly now: () => number | null;
  readonly changes: PostgresChanges;
  readonly journal: Journal;
  /** How long a batch waits for a lock before it asks for all of its locks in order. */
  readonly patienceMs: number;
}

const NOTHING: Wanted = { locked: false, customers: [], entries: [], accounts: [], dueLimit: null };

/** First on what is known, in one round trip; where that cannot be, under locks. */
export function createPostgresLedger({ engine, now, changes, journal, patienceMs }: Ground): LedgerStore {
  const ground: LedgerGround = { now, journal, clock: createStoreClock(now), known: createKnownBooks() };
  const luck = createLuck();
  const turns = createTurns();

  async function applyBatch(database: Database, commands: readonly LedgerCommand[]): Promise<Applied> {
    if (!luck.isGood()) return applyLocked(ground, database, lockedBatch(commands, null));
    const outcome = await applyKnown(ground, database, { commands, patienceMs });
    if (outcome.kind !== 'unsure') luck.note(outcome.kind === 'applied');
    switch (outcome.kind) {
      case 'applied':
        return outcome;
      case 'unsure':
      case 'overtaken':
        return applyLocked(ground, database, lockedBatch(commands, null));
      case 'lost':
        return applyLocked(ground, database, lockedBatch(commands, outcome.lost));
      default:
        return outcome satisfies never;
    }
  }

  // Listeners hear of a change only after it is durable.
  function told({ changes: raised, ...applied }: Applied): Omit<Applied, 'changes'> {
    changes.publish(raised);
    return applied;
  }

  async function read(wanted: Partial<Wanted>): Promise<LoadedBooks> {
    const all = { ...NOTHING, ...wanted };
    return booksOf(await engine.read<BooksRow>('load-books', booksParameters(all, now())), all);
  }

  return {
    batching: { largest: 256, atOnce: 1 },
    apply: (commands) =>
      commands.length === 0
        ? Promise.resolve([])
        : engine.enter(async (database) => {
            const customers = customersIn(entryKeysOf(commands));
            return told(await turns.take(customers, () => applyBatch(database, commands))).results;
          }),
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
      const accounts = [...books.customers.values()].flatMap(({ accounts: own, others }) => [...others.values(), ...own.values()]);
      return settleAccounts(keys, { accounts, entries: dueOf(books, keys) }, books.now);
    },
    async readEntry(key) {
      const { entries, now: at } = await read({ entries: [key] });
      const [entry] = entries;
      return entry === undefined ? null : settleEntry(entry, at);
    },
    readHistory: ({ customerId, meter, from, to }) => engine.read<HistoryRow>('read-history', { customerId, meter, from, to }),
    prune: ({ thanMs, limit }) => engine.write((transaction) => transaction.run('prune-entries', { now: now(), thanMs, limit })),
  };
}

function lockedBatch(commands: readonly LedgerCommand[], lost: Lost | null): LockedBatch {
  const entries = entryKeysOf(commands);
  return {
    commands,
    lost,
    wanted: { ...NOTHING, locked: true, customers: customersIn(entries), entries, accounts: accountKeysOf(commands, []) },
    chooseDue: (books) => dueOf(books, meterKeysOf(commands, books.entries)),
  };
}

function sweptBatch(customers: readonly string[], limit: number): LockedBatch {
  const oldestFirst = (a: Entry, b: Entry) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0);
  return {
    commands: [],
    lost: null,
    wanted: { ...NOTHING, locked: true, customers, dueLimit: limit },
    chooseDue: ({ due }) => [...due].sort(oldestFirst).slice(0, limit),
  };
}

function dueOf({ due }: LoadedBooks, meters: readonly { customerId: string; meter: string }[]): Entry[] {
  if (due.length === 0) return [];
  const keys = new Set(meters.map(meterKey));
  return due.filter((entry) => keys.has(meterKey(entry)));
}

/** Each customer once. */
function customersIn(keys: readonly { readonly customerId: string }[]): string[] {
  return [...new Set(keys.map(({ customerId }) => customerId))];
}
