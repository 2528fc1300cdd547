import { BillingError } from '@plimsoll/contract';
import { systemRuntime } from '../../runtime/runtime.ts';
import { storeClosed } from '../store-closed.ts';
import { createCommands, type Parameters } from './commands.ts';
import { withClient } from './connection.ts';
import { createLane } from './lane.ts';
import { mapError } from './map-error.ts';
import { migrate, type ServerFacts } from './migrate.ts';
import { withPatience } from './patience.ts';
import type { PoolSource, PostgresClient, PostgresQuery } from './pool.ts';
import { lastOf, type Stamp, type Transaction, transact } from './transaction.ts';

/** A database whose tables are prepared at first use. Everything that it rejects with is a `store_unavailable`. */
export interface Database {
  /** The rows of one command that only reads, all as of one instant. */
  read<Row>(command: string, parameters?: Parameters): Promise<Row[]>;
  /**
   * The rows of one command that is a transaction by itself, in one round trip and without another try: after those for which it was
   * called before, as a rule. Waits a quarter of the engine's patience. A rejection leaves open whether it was done, unless the server
   * itself said no, and may even come before it is done.
   */
  attempt<Row>(command: string, parameters: Parameters): Promise<Row[]>;
  /** Does all of the work or none; durable when it resolves. The work runs again when it was undone by others. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/** The database for as long as it is not closed. */
export interface Engine extends Database {
  open(): Promise<void>;
  /** Does a job of several steps, to its end even if the engine begins to drain meanwhile. */
  enter<T>(job: (database: Database) => Promise<T>): Promise<T>;
  /** Takes nothing new, and resolves when what was asked before has ended. */
  drain(): Promise<void>;
  /** The database after that too: for what follows a write. */
  readonly database: Database;
  /** What the server said of itself when the store was opened. */
  facts(): ServerFacts | undefined;
}

interface Outcome {
  readonly status: string | null;
  readonly incarnation: string | null;
}

interface Ground {
  readonly source: PoolSource;
  readonly schema: string;
  readonly lockWaitMs: number;
}

// A migration may have to wait for the one of another process.
const MIGRATION_MS = 60_000;
// An attempt that begins just before the deadline gets this long.
const LAST_ATTEMPT_MS = 500;

/** An engine that keeps trying for up to `lockWaitMs` when a lock or a lost connection is in the way. */
export function createEngine({ source, schema, lockWaitMs }: Ground): Engine {
  const commands = createCommands(schema);
  const gate = createGate();
  const lane = createLane(source);
  let facts: ServerFacts | undefined;
  let preparing: Promise<void> | undefined;

  function prepare(): Promise<void> {
    preparing ??= withClient(source, { connectMs: lockWaitMs, jobMs: MIGRATION_MS }, async (client) => {
      facts = await migrate(client, schema);
    }).catch((error: unknown) => {
      preparing = undefined;
      throw error;
    });
    return preparing;
  }

  function attempt<T>(deadline: number, job: (client: PostgresClient, leftMs: number) => Promise<T>): Promise<T> {
    return withPatience(deadline, async () => {
      await prepare();
      const leftMs = Math.max(deadline - systemRuntime.now(), LAST_ATTEMPT_MS);
      return withClient(source, { connectMs: leftMs, jobMs: leftMs + LAST_ATTEMPT_MS }, (client) => job(client, leftMs));
    });
  }

  async function write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const deadline = systemRuntime.now() + lockWaitMs;
    for (;;) {
      const { result, stamp, error } = await attempt(deadline, (client, leftMs) =>
        transact({ client, commands, schema, lockWaitMs: leftMs }, work),
      );
      // The server crashed and lives again: it is met anew.
      if (stamp.incarnation === null) preparing = undefined;
      if (error === undefined || (await wasCommitted(stamp, { error, deadline }))) return result;
      if (systemRuntime.now() >= deadline) throw mapError(error);
    }
  }

  // The connection was lost between the commit and its answer: the server knows which of the two came first.
  async function wasCommitted({ xid, incarnation }: Stamp, lost: { error: unknown; deadline: number }): Promise<boolean> {
    const outcome = await attempt(lost.deadline, async (client) => {
      const [row] = await rowsOf<Outcome>(client, commands('read-outcome', { xid }));
      if (row?.status === 'in progress') throw lost.error;
      return row;
    });
    if (outcome?.status === 'aborted') return false;
    if (outcome?.status === 'committed' && incarnation !== null && outcome.incarnation === incarnation) return true;
    const message = 'The PostgreSQL database was lost during a commit; the outcome is unknown.';
    throw new BillingError('store_unavailable', message, { cause: lost.error, retryAfterMs: 1000 });
  }

  const database: Database = {
    write,
    async attempt<Row>(command: string, parameters: Parameters) {
      await prepare();
      return await lane.send<Row>(commands(command, parameters), Math.ceil(lockWaitMs / 4));
    },
    read: <Row>(command: string, parameters?: Parameters) =>
      attempt(systemRuntime.now() + lockWaitMs, (client) => rowsOf<Row>(client, commands(command, parameters))),
  };

  return {
    open: () => gate.enter(() => attempt(systemRuntime.now() + lockWaitMs, async () => undefined)),
    drain: gate.close,
    enter: (job) => gate.enter(() => job(database)),
    read: (command, parameters) => gate.enter(() => database.read(command, parameters)),
    attempt: (command, parameters) => gate.enter(() => database.attempt(command, parameters)),
    write: (work) => gate.enter(() => write(work)),
    database,
    facts: () => facts,
  };
}

async function rowsOf<Row>(client: PostgresClient, query: PostgresQuery): Promise<Row[]> {
  return lastOf(await client.query(query)).rows as Row[];
}

/** Counts who is inside, and lets nobody in once it is closed. */
function createGate(): { enter<T>(job: () => Promise<T>): Promise<T>; close(): Promise<void> } {
  const inside = new Set<Promise<unknown>>();
  let closed = false;
  return {
    enter(job) {
      if (closed) return Promise.reject(storeClosed('PostgreSQL'));
      const entered = job();
      inside.add(entered);
      const leave = () => void inside.delete(entered);
      entered.then(leave, leave);
      return entered;
    },
    async close() {
      closed = true;
      await Promise.allSettled(inside);
    },
  };
}
