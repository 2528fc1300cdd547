import { BillingError } from '@plimsoll/contract';
import { systemRuntime } from '../../runtime/runtime.ts';
import { storeClosed } from '../store-closed.ts';
import { type Connection, foldQuietly, openConnection } from './connection.ts';
import type { DatabaseSource } from './database.ts';
import { failureKind } from './map-error.ts';
import { withPatience } from './patience.ts';
import type { Statements } from './statements.ts';
import type { Tail } from './tail.ts';
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

/** What is done in one transaction. The tail is what `catchUp` makes it. */
type Work<T> = (statements: Statements, tail: Tail) => T;

/** An engine that waits up to `lockWaitMs` for a lock that someone else holds. */
export function createEngine(source: DatabaseSource, { lockWaitMs }: { lockWaitMs: number }): Engine {
  let connection: Connection | undefined;
  let opening: Promise<Connection> | undefined;
  let closing: Promise<void> | undefined;
  let released = false;
  // Whether the last connection was given up because what it wrote may not be on the disk.
  let doubted = false;
  const inTurn = createTurns();

  async function connect(): Promise<Connection> {
    connection = await openConnection(source, { doubted });
    doubted = false;
    return connection;
  }

  function disconnect(): void {
    if (connection === undefined) return;
    const { database } = connection;
    connection = undefined;
    source.disconnect(database);
  }

  async function ready(): Promise<Connection> {
    if (released) throw storeClosed('SQLite');
    if (connection !== undefined && source.isCurrent()) return connection;
    disconnect();
    opening ??= connect().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function transact<T>(mode: TransactionMode, work: Work<T>): Promise<T> {
    const { database, statements, tail } = await ready();
    try {
      return inTransaction(database, mode, () => work(statements, tail));
    } catch (error) {
      tail.forget();
      if (failureKind(error) === 'broken') {
        doubted = true;
        disconnect();
      }
      throw error;
    }
  }

  function patiently<T>(attempt: (deadline: number) => Promise<T>): Promise<T> {
    return closing === undefined ? attempt(systemRuntime.now() + lockWaitMs) : Promise.reject(storeClosed('SQLite'));
  }

  return {
    open: () => patiently((deadline) => withPatience(deadline, async () => void (await ready()))),
    read: (work) => patiently((deadline) => withPatience(deadline, () => transact('deferred', work))),
    // One write of this process at a time: while someone else holds the lock, one waits for it and the others wait for that one.
    write: (work) => patiently((deadline) => inTurn(deadline, () => withPatience(deadline, () => transact('immediate', work)))),
    close: () => {
      closing ??= inTurn(Number.POSITIVE_INFINITY, async () => {
        released = true;
        await opening?.catch(() => undefined);
        if (connection !== undefined) foldQuietly(connection);
        disconnect();
      });
      return closing;
    },
  };
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
