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
  const client = await connect(source, connectMs);
  client.on('error', ignore);
  try {
    const result = await within(job(client), jobMs);
    client.removeListener('error', ignore);
    client.release();
    return result;
  } catch (error) {
    // The listener stays: what is left of the connection may still fail.
    client.release(true);
    throw error;
  }
}

async function connect(source: PoolSource, ms: number): Promise<PostgresClient> {
  const connecting = source.connect();
  try {
    return await within(connecting, ms);
  } catch (error) {
    connecting.then(
      (late) => late.release(),
      () => undefined,
    );
    throw mapConnectError(error);
  }
}

// A server that froze, or a network that swallows packets, never settles a promise.
function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const message = `The PostgreSQL database did not answer within ${ms} ms; the outcome is unknown.`;
  return withDeadline(work, { runtime: systemRuntime, ms, error: () => new BillingError('store_unavailable', message, { retryAfterMs: 1000 }) });
}

// Every query on a broken connection is rejected as well; the event alone would end the process.
function ignore(): void {}
