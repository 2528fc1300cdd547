import { BillingError } from '@plimsoll/contract';
import { systemRuntime } from '../../runtime/runtime.ts';
import { storeClosed } from '../store-closed.ts';
import type { DatabaseSource, SqliteDatabase } from './database.ts';
import { failureKind } from './map-error.ts';
import { migrate } from './migrate.ts';
import { withPatience } from './patience.ts';
import { prepareStatements, type Statements } from './statements.ts';
import { inTransaction, type TransactionMode } from './transaction.ts';

/** One database, opened at first use. Everything that it rejects with is a `store_unavailable`. */
export interface Engine {
  open(): Promise<void>;
  close(): Promise<void>;
  /** Reads at one instant. */
  read<T>(work: (statements: Statements) => T): Promise<T>;
  /** Does all of the work or none; durable when it resolves. */
  write<T>(work: (statements: Statements) => T): Promise<T>;
}

interface Connection {
  readonly database: SqliteDatabase;
  readonly statements: Statements;
}

/** An engine that waits up to `lockWaitMs` for a lock that someone else holds. */
export function createEngine(source: DatabaseSource, { lockWaitMs }: { lockWaitMs: number }): Engine {
  let connection: Connection | undefined;
  let opening: Promise<Connection> | undefined;
  let closing: Promise<void> | undefined;
  let released = false;
  const inTurn = createTurns();

  async function connect(): Promise<Connection> {
    const database = await source.connect();
    try {
      migrate(database);
    } catch (error) {
      source.disconnect(database);
      throw error;
    }
    connection = { database, statements: prepareStatements(database) };
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

  async function transact<T>(mode: TransactionMode, work: (statements: Statements) => T): Promise<T> {
    const { database, statements } = await ready();
    try {
      return inTransaction(database, mode, () => work(statements));
    } catch (error) {
      if (failureKind(error) === 'broken') disconnect();
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
