import { BillingError } from '@plimsoll/contract';
import { systemRuntime } from '../../runtime/runtime.ts';
import { storeClosed } from '../store-closed.ts';
import type { DatabaseSource } from './database.ts';
import { holdConnection } from './held-connection.ts';
import { createIdleFold } from './idle-fold.ts';
import type { Journal } from './journal.ts';
import { failureKind } from './map-error.ts';
import { withPatience } from './patience.ts';
import type { Statements } from './statements.ts';
import { inTransaction, type TransactionMode } from './transaction.ts';

/** One database, opened at first use. Everything that it rejects with is a `store_unavailable`. */
export interface Engine {
  open(): Promise<void>;
  close(): Promise<void>;
  /** Reads at one instant. */
  read<T>(work: Work<T>): Promise<T>;
  /** Does all of the work or none; durable when it resolves. */
  write<T>(work: Work<T>): Promise<T>;
}

/** What is done in one transaction. The journal is what `catchUp` makes it. */
type Work<T> = (statements: Statements, journal: Journal) => T;

// Entries: some milliseconds of work, for which others wait.
const FOLDED_AT_ONCE = 1024;

/** An engine that waits up to `lockWaitMs` for a lock that someone else holds. */
export function createEngine(source: DatabaseSource, { lockWaitMs }: { lockWaitMs: number }): Engine {
  const held = holdConnection(source);
  let closing: Promise<void> | undefined;
  const inTurn = createTurns();
  const idleFold = createIdleFold(() => inTurn(systemRuntime.now() + lockWaitMs, () => transact('immediate', foldSome)));

  async function transact<T>(mode: TransactionMode, work: Work<T>): Promise<T> {
    const { database, statements, journal } = await held.ready();
    let begun = false;
    try {
      return inTransaction(database, mode, () => {
        begun = true;
        return work(statements, journal);
      });
    } catch (error) {
      // Who only waited for the lock in vain did nothing that must be forgotten.
      if (begun) journal.forget();
      if (failureKind(error) === 'broken') held.doubt();
      throw error;
    }
  }

  async function write<T>(work: Work<T>): Promise<T> {
    const result = await transact('immediate', work);
    idleFold.noteWrite();
    return result;
  }

  function patiently<T>(attempt: (deadline: number) => Promise<T>): Promise<T> {
    return closing === undefined ? attempt(systemRuntime.now() + lockWaitMs) : Promise.reject(storeClosed('SQLite'));
  }

  return {
    open: () => patiently((deadline) => withPatience(deadline, async () => void (await held.ready()))),
    read: (work) => patiently((deadline) => withPatience(deadline, () => transact('deferred', work))),
    // One write of this process at a time: while someone else holds the lock, one waits for it and the others wait for that one.
    write: (work) => patiently((deadline) => inTurn(deadline, () => withPatience(deadline, () => write(work)))),
    close: () => {
      idleFold.stop();
      closing ??= inTurn(Number.POSITIVE_INFINITY, held.release);
      return closing;
    },
  };
}

function foldSome(_: Statements, journal: Journal): boolean {
  journal.catchUp();
  return journal.fold(FOLDED_AT_ONCE) || journal.learnIds();
}

/** Does jobs one after the other; one whose deadline passes while it waits is not begun. */
function createTurns(): <T>(deadline: number, job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (deadline, job) => {
    const turn = last.then(() => (systemRuntime.now() > deadline ? Promise.reject(waitedTooLong()) : job()));
    last = turn.catch(() => undefined);
    return turn;
  };
}

function waitedTooLong(): BillingError {
  return new BillingError('store_unavailable', 'The SQLite database was locked by someone else for too long.', { retryAfterMs: 1000 });
}
