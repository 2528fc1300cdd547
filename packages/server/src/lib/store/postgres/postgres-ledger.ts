import { accountKeysOf, type Writes } from '../../ledger/books.ts';
import { decide } from '../../ledger/decide.ts';
import type { Entry } from '../../ledger/entry.ts';
import type { Change, HistoryRow, LedgerStore } from '../../store.ts';
import { customersOf, entryKeysOf, meterKeysOf } from '../batch-scope.ts';
import { settleAccounts, settleEntry } from '../settle-due.ts';
import type { Database, Engine } from './engine.ts';
import { rowOfEntry } from './ledger-rows.ts';
import { type BooksRow, booksOf, booksParameters, type LoadedBooks, type Wanted } from './load-books.ts';
import type { PostgresChanges } from './postgres-changes.ts';
import type { Transaction } from './transaction.ts';

interface Ground {
  readonly engine: Engine;
  /** The store's clock, when a test brings one. */
  readonly now: () => number | null;
  readonly changes: PostgresChanges;
}

interface Decided<T> {
  readonly result: T;
  readonly writes: Writes;
}

const NOTHING: Wanted = { customers: [], entries: [], meters: [], accounts: [], withDue: false };

/** Lock, load, decide, write: all of a batch in one transaction, with two waits for the server where the driver can send ahead. */
export function createPostgresLedger({ engine, now, changes }: Ground): LedgerStore {
  // Listeners hear of a change only after it is durable.
  async function change<T>(database: Database, wanted: Wanted, decision: (books: LoadedBooks) => Decided<T>): Promise<T> {
    const done = await database.write(async (transaction) => {
      const books = await lockAndLoad(transaction, wanted, now());
      if (books.versions.size < wanted.customers.length) return transaction.abandon();
      const { result, writes } = decision(books);
      return { result, raised: save(transaction, writes, books) };
    });
    if (done !== undefined) {
      changes.publish(done.raised);
      return done.result;
    }
    // In a step of its own: who would make a row while it holds the locks of others could lock up with someone who does the same.
    await database.write((transaction) => transaction.run('add-customers', { customers: wanted.customers }));
    return change(database, wanted, decision);
  }

  const read = async (wanted: Partial<Wanted>) =>
    booksOf(await engine.read<BooksRow>('load-books', booksParameters({ ...NOTHING, ...wanted }, now())));

  return {
    batching: { largest: 256, atOnce: 1 },
    async apply(commands) {
      if (commands.length === 0) return [];
      const entries = entryKeysOf(commands);
      const accounts = accountKeysOf(commands, []);
      const wanted = { customers: customersIn(entries), entries, meters: meterKeysOf(commands, []), accounts, withDue: true };
      const decision = (books: LoadedBooks) => {
        const { results, writes } = decide(books, commands, books.now);
        return { result: results, writes };
      };
      return engine.enter((database) => change(database, wanted, decision));
    },
    expire: (limit) =>
      engine.enter(async (database) => {
        const entries = await database.read<Pick<Entry, 'customerId' | 'id'>>('find-due', { now: now(), limit });
        if (entries.length === 0) return 0;
        return change(database, { ...NOTHING, customers: customersIn(entries), entries }, (books) => {
          const { writes } = decide(books, [], books.now);
          return { result: writes.entries.length, writes };
        });
      }),
    async readAccounts(keys) {
      const books = await read({ meters: keys, accounts: keys });
      return settleAccounts(keys, books, books.now);
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

/** Each customer once, in the one order in which everybody locks. */
function customersIn(keys: readonly { readonly customerId: string }[]): string[] {
  return [...new Set(keys.map(({ customerId }) => customerId))].sort();
}

// A second look is enough: by then the locks are ours, and nobody can change what they guard.
async function lockAndLoad(transaction: Transaction, wanted: Wanted, now: number | null): Promise<LoadedBooks> {
  const parameters = booksParameters(wanted, now);
  const books = booksOf(await transaction.all<BooksRow>('load-books', parameters));
  return books.stale ? booksOf(await transaction.all<BooksRow>('load-books', parameters)) : books;
}

function save(transaction: Transaction, writes: Writes, { versions }: LoadedBooks): readonly Change[] {
  const customers = customersOf(writes).sort();
  if (customers.length === 0) {
    transaction.abandon();
    return [];
  }
  transaction.send('save-books', {
    accounts: JSON.stringify(writes.accounts),
    entries: JSON.stringify(writes.entries.map(rowOfEntry)),
    history: JSON.stringify(writes.history),
    events: JSON.stringify(writes.events),
    customers,
  });
  return customers.map((customerId) => ({ customerId, version: (versions.get(customerId) ?? 0) + 1 }));
}
