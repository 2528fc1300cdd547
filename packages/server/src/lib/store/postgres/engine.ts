import { BillingError } from '@plimsoll/contract';
import { systemRuntime } from '../../runtime/runtime.ts';
import { storeClosed } from '../store-closed.ts';
import { createCommands, type Parameters } from './commands.ts';
import { withClient } from './connection.ts';
import { migrate, type ServerFacts } from './migrate.ts';
import { withPatience } from './patience.ts';
import type { PoolSource, PostgresClient } from './pool.ts';
import { type Ending, lastOf, type Transaction, transact } from './transaction.ts';

/** One database, whose tables are prepared at first use. Everything that it rejects with is a `store_unavailable`. */
export interface Engine {
  open(): Promise<void>;
  /** Takes nothing new, and resolves when what was asked before has ended. */
  drain(): Promise<void>;
  /** The rows of one command that only reads, all as of one instant. */
  read<Row>(command: string, parameters?: Parameters): Promise<Row[]>;
  /** Does all of the work or none; durable when it resolves. The work runs again when it was undone by others. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** As `read`, but also while the engine drains: for what follows a write. */
  tell(command: string, parameters: Parameters): Promise<void>;
  /** What the server said of itself when the store was opened. */
  facts(): ServerFacts | undefined;
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
  let facts: ServerFacts | undefined;
  let preparing: Promise<void> | undefined;

  function prepare(): Promise<void> {
    preparing ??= withClient(source, MIGRATION_MS, async (client) => {
      facts = await migrate(client, schema);
    }).catch((error: unknown) => {
      preparing = undefined;
      throw error;
    });
    return preparing;
  }

  function patiently<T>(job: (client: PostgresClient, leftMs: number) => Promise<T>): Promise<T> {
    const deadline = systemRuntime.now() + lockWaitMs;
    return withPatience(deadline, async () => {
      await prepare();
      const leftMs = Math.max(deadline - systemRuntime.now(), LAST_ATTEMPT_MS);
      return withClient(source, leftMs + LAST_ATTEMPT_MS, (client) => job(client, leftMs));
    });
  }

  async function write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (;;) {
      const ending = await patiently((client, leftMs) => transact({ client, commands, lockWaitMs: leftMs }, work));
      if (ending.outcome === 'ended' || (await wasCommitted(ending))) return ending.result;
    }
  }

  // The connection was lost between the commit and its answer: the server knows which of the two came first.
  async function wasCommitted({ xid, error }: Extract<Ending<unknown>, { outcome: 'unknown' }>): Promise<boolean> {
    const status = await patiently(async (client) => {
      const [row] = lastOf(await client.query(commands('read-outcome', { xid }))).rows as { status: string | null }[];
      if (row?.status === 'in progress') throw error;
      return row?.status ?? null;
    });
    if (status !== null) return status === 'committed';
    throw new BillingError('store_unavailable', 'The PostgreSQL database was lost during a commit; the outcome is unknown.', { cause: error });
  }

  const read = <Row>(command: string, parameters?: Parameters) =>
    patiently(async (client) => lastOf(await client.query(commands(command, parameters))).rows as Row[]);

  return {
    open: () => gate.enter(() => patiently(async () => undefined)),
    drain: gate.close,
    read: (command, parameters) => gate.enter(() => read(command, parameters)),
    write: (work) => gate.enter(() => write(work)),
    tell: async (command, parameters) => void (await read(command, parameters)),
    facts: () => facts,
  };
}

/** Counts who is inside, and lets nobody in once it is closed. */
function createGate(): { enter<T>(job: () => Promise<T>): Promise<T>; close(): Promise<void> } {
  const inside = new Set<Promise<unknown>>();
  let closed = false;
  return {
    enter(job) {
      if (closed) return Promise.reject(storeClosed('PostgreSQL'));
      const entered = job();
      const left = entered.then(
        () => inside.delete(left),
        () => inside.delete(left),
      );
      inside.add(left);
      return entered;
    },
    async close() {
      closed = true;
      await Promise.all(inside);
    },
  };
}
