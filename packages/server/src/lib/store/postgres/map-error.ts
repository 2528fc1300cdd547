import { BillingError, isBillingError } from '@plimsoll/contract';

/** What can be done about a failure of the database. */
export type FailureKind = 'busy' | 'lost' | 'other';

const RETRY_AFTER_MS = 1000;

/** Every failure of the database as `store_unavailable`; a fault of our own code passes as it is, because trying again cannot help it. */
export function mapError(error: unknown): unknown {
  if (isBillingError(error) || !isDatabaseError(error)) return error;
  return new BillingError('store_unavailable', `The PostgreSQL database ${describe(error)}`, {
    cause: error,
    retryAfterMs: RETRY_AFTER_MS,
  });
}

/**
 * `busy`: someone else was in the way and the server has undone our transaction, so trying again will help. `lost`: the connection
 * is gone, and so is the answer; another connection may work.
 */
export function failureKind(error: unknown): FailureKind {
  return !isBillingError(error) && isDatabaseError(error) ? kindOf(error) : 'other';
}

/** Whether the server said that it did nothing. Anything else leaves open what became of a statement. */
export function isUndone(error: unknown): boolean {
  return !isBillingError(error) && isDatabaseError(error) && kindOf(error) !== 'lost';
}

/** Why there is no connection when it is not the network. Without the cause: it may hold the address, with a password. */
export function mapConnectError(error: unknown): unknown {
  if (failureKind(error) !== 'other' || isBillingError(error)) return error;
  const reason = error instanceof Error ? error.message : 'for an unknown reason';
  return new BillingError('store_unavailable', `No connection to the PostgreSQL database can be made: ${reason}`);
}

/** Whether the server did nothing because a key is taken. */
export function isTaken(error: unknown): boolean {
  return isUndone(error) && error instanceof Error && 'code' in error && error.code === '23505';
}

interface DatabaseError extends Error {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly syscall?: unknown;
}

// Serialization failure, deadlock, lock not available.
const BUSY = /^(40001|40P01|55P03)$/;
// Classes 08 (connection) and 57P (shutdown, crash, start-up), too many connections, a session that was idle for too long.
const LOST = /^(08\w{3}|57P\w{2}|53300|25P0[34]|ECONN\w+|EPIPE|ETIMEDOUT)$/;
const NETWORK_CALL = /^(connect|read|write|getaddrinfo)$/;
// The driver gives these no code.
const LOST_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered|was closed))/;

function isDatabaseError(error: unknown): error is DatabaseError {
  if (!(error instanceof Error)) return false;
  return 'severity' in error || isLost(error);
}

function kindOf(error: DatabaseError): FailureKind {
  if (BUSY.test(String(error.code))) return 'busy';
  return isLost(error) ? 'lost' : 'other';
}

function describe(error: DatabaseError): string {
  const kind = kindOf(error);
  switch (kind) {
    case 'busy':
      return 'was locked by someone else for too long';
    case 'lost':
      return `cannot be reached: ${error.message || String(error.code)}`;
    case 'other':
      return `is not usable: ${error.message}`;
    default:
      return kind satisfies never;
  }
}

function isLost({ code, syscall, message }: DatabaseError): boolean {
  return LOST.test(String(code)) || NETWORK_CALL.test(String(syscall)) || LOST_WORDS.test(message);
}
