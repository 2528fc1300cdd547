import { BillingError } from '@plimsoll/contract';
import { withDeadline } from '../../deadline.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { mapConnectError } from './map-error.ts';
import type { PoolSource, PostgresClient } from './pool.ts';

interface Limits {
  /** Milliseconds until there is a connection. */
  readonly connectMs: number;
  /** Milliseconds until the job is done. */
  readonly jobMs: number;
}

/** Lends a connection to a job. A connection on which anything failed is closed, so that nobody inherits its state. */
export async function withClient<T>(
  source: PoolSource,
  { connectMs, jobMs }: Limits,
  job: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  const client = await connectWithin(source, connectMs);
  try {
    const result = await within(job(client), jobMs);
    giveBack(client);
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Takes a connection from a pool. Its `error` event ends nothing: every query on a broken connection is rejected as well. */
export async function connect(source: PoolSource): Promise<PostgresClient> {
  const pool = await source.pool();
  return new Promise((resolve, reject) => {
    // Not as a promise: a connection can break in the very moment in which it is handed over, before a promise is heard.
    pool.connect((error, client) => {
      client?.on('error', ignore);
      if (client === undefined) reject(error);
      else resolve(client);
    });
  });
}

/** Takes a connection from a pool within a time. Everything that it rejects with says why there is none, and tells no secret. */
export async function connectWithin(source: PoolSource, ms: number): Promise<PostgresClient> {
  const connecting = connect(source);
  try {
    return await within(connecting, ms);
  } catch (error) {
    connecting.then(giveBack, ignore);
    throw mapConnectError(error);
  }
}

/** The work, or a rejection when it takes too long: a server that froze, or a network that swallows packets, never settles a promise. */
export function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const message = `The PostgreSQL database did not answer within ${ms} ms; the outcome is unknown.`;
  const error = () => new BillingError('store_unavailable', message, { retryAfterMs: 1000 });
  return withDeadline(work, { runtime: systemRuntime, ms, error });
}

/** Gives a connection back on which nothing failed. */
export function giveBack(client: PostgresClient): void {
  client.removeListener('error', ignore);
  client.release();
}

function ignore(): void {}
