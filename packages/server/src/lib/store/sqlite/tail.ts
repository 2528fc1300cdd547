import { type CounterChanges, type Counters, keepCounters } from './counters.ts';
import type { Statements } from './statements.ts';

/**
 * The counters, and how they are kept. Their rows are small and scattered, and to write a page for each of them costs more than all the
 * rest of a batch; so a batch adds its changes as one row to `plimsoll_tail`, and many of these are folded into the tables at once. Every
 * connection knows the whole tail: what the others added is read at the start of a transaction. All methods belong into a transaction,
 * after its `catchUp`.
 */
export interface Tail extends Counters {
  /** Learns what other connections did since. */
  catchUp(): void;
  /** Writes what was put, raised and added. */
  save(): void;
  /** Brings everything into the tables. */
  fold(): void;
  /** What a transaction did was undone, or nobody knows. */
  forget(): void;
}

// Rows of counters. What a fold writes, and what a connection that comes late reads: some milliseconds of work for either.
const LONGEST_TAIL = 32_768;

/** The tail as a connection sees it: nothing of it is known before the first `catchUp`. */
export function createTail(statements: Statements): Tail {
  const counters = keepCounters(statements);
  // The tables know everything up to `folded`, this connection everything up to `through`, with so many changes between them.
  let folded = -1;
  let through = -1;
  let length = 0;

  function restartAt(seq: number): void {
    counters.forget();
    folded = seq;
    through = seq;
    length = 0;
  }

  function catchUp(): void {
    const [ends] = statements.all<{ first: number; last: number }>('read-tail');
    if (ends === undefined || (ends.first === folded && ends.last === through)) return;
    if (ends.first !== folded || ends.last < through) restartAt(ends.first);
    for (const row of statements.all<{ changes: string }>('load-tail', { after: through })) {
      const changes = JSON.parse(row.changes) as CounterChanges;
      counters.learn(changes);
      length += lengthOf(changes);
    }
    through = ends.last;
  }

  function fold(): void {
    if (through === folded) return;
    counters.writeTables();
    through += 1;
    statements.run('append-tail', { seq: through, changes: '' });
    statements.run('cut-tail', { before: through });
    folded = through;
    length = 0;
  }

  function save(): void {
    const changes = counters.takeChanges();
    if (lengthOf(changes) === 0) return;
    through += 1;
    statements.run('append-tail', { seq: through, changes: JSON.stringify(changes) });
    length += lengthOf(changes);
    if (length >= LONGEST_TAIL) fold();
  }

  return { ...counters, catchUp, save, fold, forget: () => restartAt(-1) };
}

function lengthOf({ accounts, hours, versions }: CounterChanges): number {
  return accounts.length + hours.length + versions.length;
}
