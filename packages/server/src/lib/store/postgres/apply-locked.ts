import type { LedgerCommand } from '../../ledger/command.ts';
import { type Entry, entryKey } from '../../ledger/entry.ts';
import { type ChangedBooks, type CustomerBooks, earliest, without } from './customer-books.ts';
import { decideBooks } from './decide-books.ts';
import type { Database } from './engine.ts';
import type { Applied, LedgerGround, Lost } from './ledger-ground.ts';
import { type BooksRow, booksOf, booksParameters, type LoadedBooks, type Wanted } from './load-books.ts';
import { postParameters } from './post-books.ts';
import { newStamp } from './stamp.ts';
import type { Transaction } from './transaction.ts';

/** A batch to be decided under the locks of its customers. */
export interface LockedBatch {
  readonly commands: readonly LedgerCommand[];
  readonly wanted: Wanted;
  /** Those of the due reservations that must end before anything is decided. */
  readonly chooseDue: (books: LoadedBooks) => readonly Entry[];
  /** An earlier try at the same batch. */
  readonly lost: Lost | null;
}

/** Lock, load, decide, write: all of a batch in one transaction, with two waits for the server where the driver can send ahead. */
export async function applyLocked(ground: LedgerGround, database: Database, batch: LockedBatch): Promise<Applied> {
  const { wanted, lost } = batch;
  const done = await database.write(async (transaction) => {
    const books = await load(transaction, wanted, ground.now());
    // Not while the others are locked: who would make a row then could lock up with someone who does the same.
    if (books.customers.size < wanted.customers.length) return transaction.abandon();
    if (lost !== null && books.stamps.has(lost.stamp)) {
      transaction.abandon();
      return { applied: lost, books: new Map<string, CustomerBooks>() };
    }
    return writeBatch(ground, transaction, { ...batch, books });
  });
  if (done === undefined) {
    await database.write((transaction) => transaction.run('add-customers', { customers: wanted.customers }));
    return applyLocked(ground, database, batch);
  }
  for (const [customerId, books] of done.books) ground.known.keep(customerId, books);
  if (done.applied.changes.length > 0) ground.journal.grew();
  return done.applied;
}

async function load(transaction: Transaction, wanted: Wanted, now: number | null): Promise<LoadedBooks> {
  return booksOf(await transaction.all<BooksRow>('load-books', booksParameters(wanted, now)), wanted);
}

interface Written {
  readonly applied: Applied;
  /** What is known afterwards. */
  readonly books: ReadonlyMap<string, CustomerBooks>;
}

async function writeBatch(
  ground: LedgerGround,
  transaction: Transaction,
  { commands, wanted, chooseDue, books }: LockedBatch & { books: LoadedBooks },
): Promise<Written> {
  ground.clock.note(books.now);
  const due = chooseDue(books);
  const entries = [...new Map([...books.entries, ...due].map((entry) => [entryKey(entry), entry])).values()];
  const before = booksBefore(ground, books, entries);
  const stamp = newStamp();
  const decision = decideBooks({ customers: before, entries, now: books.now, stamp }, commands);
  if (decision.missing.length > 0) {
    const more = { ...wanted, accounts: [...wanted.accounts, ...decision.missing] };
    return writeBatch(ground, transaction, {
      commands,
      wanted: more,
      chooseDue,
      lost: null,
      books: await load(transaction, more, ground.now()),
    });
  }
  const after = new Map([...tidied(books, before, stamp), ...decision.after]);
  const { results, writes, changes } = decision;
  if (after.size === 0) transaction.abandon();
  else {
    const isThere = new Set(entries.map(entryKey));
    const isOld = (entry: Entry) => isThere.has(entryKey(entry));
    const posting = { now: ground.now(), at: books.now, patienceMs: null, stamp, before, after, writes, absent: [], isOld };
    transaction.send('post-books', postParameters(posting));
  }
  const kept = new Map([...before, ...Array.from(after, ([customerId, { books: changed }]) => [customerId, changed] as const)]);
  return { applied: { results, changes, entries: writes.entries.length }, books: kept };
}

/** The books of all customers, with the open reservations that are known of them, and due no later than what stays open. */
function booksBefore({ known }: LedgerGround, { customers, due }: LoadedBooks, entries: readonly Entry[]): Map<string, CustomerBooks> {
  const ending = new Set(entries.map(entryKey));
  const reserved = Map.groupBy(
    entries.filter(({ state }) => state === 'reserved'),
    ({ customerId }) => customerId,
  );
  const before = new Map<string, CustomerBooks>();
  for (const [customerId, books] of customers) {
    const remembered = known.get(customerId);
    const still = remembered?.stamp === books.stamp ? remembered : undefined;
    const open = new Map(still?.open);
    const others = [...without(still?.others ?? [], books.others), ...books.others];
    for (const entry of reserved.get(customerId) ?? []) open.set(entry.id, entry);
    before.set(customerId, { ...books, others, open });
  }
  for (const { customerId, expiresAt } of due.filter((entry) => !ending.has(entryKey(entry)))) {
    const books = before.get(customerId);
    if (books !== undefined) before.set(customerId, { ...books, dueAt: earliest(books.dueAt, expiresAt) });
  }
  return before;
}

// Where nothing else changes: the row says that something is due, and it is not.
function tidied({ dues }: LoadedBooks, before: ReadonlyMap<string, CustomerBooks>, stamp: number): Map<string, ChangedBooks> {
  const wrong = [...before].filter(([customerId, { dueAt }]) => dues.get(customerId) !== dueAt);
  return new Map(wrong.map(([customerId, books]) => [customerId, { books: { ...books, stamp }, cold: [] }]));
}
