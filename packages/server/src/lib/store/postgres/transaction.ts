import { type Commands, type Parameters, types } from './commands.ts';
import { failureKind } from './map-error.ts';
import type { PostgresClient, PostgresQuery, PostgresResult } from './pool.ts';

/** The commands inside one transaction. */
export interface Transaction {
  /** The rows that a command gives, as its file declares them. */
  all<Row>(command: string, parameters?: Parameters): Promise<Row[]>;
  /** How many rows a command changed. */
  run(command: string, parameters?: Parameters): Promise<number>;
  /** Sends a command without waiting for it. Its failure fails the transaction. */
  send(command: string, parameters?: Parameters): void;
  /** Ends the transaction as if it had not been: nothing of it needs the disk. */
  abandon(): void;
}

/** By what the server knows a transaction. The incarnation is null when the present life of the server has no name. */
export interface Stamp {
  readonly xid: string;
  readonly incarnation: string | null;
}

/** How a transaction ended. With an error the connection was lost while it was being committed, and the outcome is unknown. */
export interface Ending<T> {
  readonly result: T;
  readonly stamp: Stamp;
  readonly error?: unknown;
}

interface Ground {
  readonly client: PostgresClient;
  readonly commands: Commands;
  readonly schema: string;
  /** How long it waits for a lock, and how long the server waits for us, in milliseconds. */
  readonly lockWaitMs: number;
}

/** Does all of the work or none of it; durable when it ends. What work gives must not depend on a command that was only sent. */
export async function transact<T>(
  { client, commands, schema, lockWaitMs }: Ground,
  work: (transaction: Transaction) => Promise<T>,
): Promise<Ending<T>> {
  const query = queryInOrder(client);
  const { transaction, sent, isAbandoned } = open(query, commands);
  // Not awaited one by one: where the driver can, the first command of the work travels together with the begin.
  const [begun, result] = await Promise.all([query({ text: beginText(schema, lockWaitMs), types }), work(transaction)]);
  const stamp = stampOf(begun);
  const end = query({ text: isAbandoned() ? 'ROLLBACK' : 'COMMIT' });
  try {
    await Promise.all([...sent, end.then((ended) => requireEnd(ended, isAbandoned()))]);
    return { result, stamp };
  } catch (error) {
    if (failureKind(error) !== 'lost') throw error;
    return { result, stamp, error };
  }
}

/** Gives what the last statement of a query gives. */
export type Query = (query: PostgresQuery) => Promise<PostgresResult>;

/** Queries in the order of the calls: sent ahead where the driver can, else each after the answer to the one before. */
export function queryInOrder(client: PostgresClient): Query {
  if (client.pipeline === true) return async (query) => lastOf(await client.query(query));
  let turn: Promise<unknown> = Promise.resolve();
  return (query) => {
    const answer = turn.then(() => client.query(query)).then(lastOf);
    turn = answer.catch(() => undefined);
    return answer;
  };
}

interface OpenTransaction {
  readonly transaction: Transaction;
  readonly sent: readonly Promise<unknown>[];
  isAbandoned(): boolean;
}

function open(send: Query, commands: Commands): OpenTransaction {
  const sent: Promise<unknown>[] = [];
  let abandoned = false;
  const query = (command: string, parameters?: Parameters) => send(commands(command, parameters));
  return {
    sent,
    isAbandoned: () => abandoned,
    transaction: {
      all: async <Row>(command: string, parameters?: Parameters) => (await query(command, parameters)).rows as Row[],
      run: async (command, parameters) => (await query(command, parameters)).rowCount ?? 0,
      send(command, parameters) {
        const answer = query(command, parameters);
        // Whoever awaits it hears of its failure; until then it must not count as unhandled.
        answer.catch(() => undefined);
        sent.push(answer);
      },
      abandon() {
        abandoned = true;
      },
    },
  };
}

// The isolation is stated because the host's own default may be another. The server gives up on us when we freeze: our locks would
// hold up everyone. The stamp tells later whether it was committed, should the connection be lost at that moment.
function beginText(schema: string, lockWaitMs: number): string {
  const setting = (name: string) => `set_config('${name}', '${Math.ceil(lockWaitMs)}', true)`;
  const settings = ['lock_timeout', 'idle_in_transaction_session_timeout'].map(setting).join();
  const stamp = `pg_current_xact_id()::text AS xid, (SELECT id FROM "${schema}".incarnation WHERE single) AS incarnation`;
  return `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT ${stamp}, ${settings}`;
}

function stampOf(begun: PostgresResult): Stamp {
  const [row] = begun.rows as Stamp[];
  if (row === undefined) throw new TypeError('The server gave no transaction id.');
  return row;
}

// The server answers the commit of a transaction that has failed with a rollback, and without an error.
function requireEnd({ command }: PostgresResult, abandoned: boolean): void {
  if (!abandoned && command !== 'COMMIT') throw new TypeError('The server rolled a transaction back that had not failed.');
}

/** The answer to the last statement of a text. */
export function lastOf(answer: PostgresResult | PostgresResult[]): PostgresResult {
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  if (last === undefined) throw new TypeError('The server gave no answer.');
  return last;
}
