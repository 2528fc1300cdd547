import { BillingError, isBillingError } from '@plimsoll/contract';

/** What can be done about a failure of the database. */
export type FailureKind = 'busy' | 'lost' | 'other';

const RETRY_AFTER_MS = 1000;

/** Every failure of the database as `store_unavailable`; a fault of our own code passes as it is, because trying again cannot help it. */
export function mapError(error: unknown): unknown {
  if (isBillingError(error) || !isDatabaseError(error)) return error;
  return new BillingError('store_unavailable', `The PostgreSQL database ${describe(error)}`, { cause: error, retryAfterMs: RETRY_AFTER_MS });
}

/**
 * `busy`: someone else was in the way and the server has undone our transaction, so trying again will help. `lost`: the connection
 * is gone, and so is the answer; another connection may work.
 */
export function failureKind(error: unknown): FailureKind {
  return !isBillingError(error) && isDatabaseError(error) ? kindOf(error) : 'other';
}

interface DatabaseError extends Error {
  readonly code?: unknown;
  readonly severity?: unknown;
}

// Serialization failure, deadlock, lock not available.
const BUSY = /^(40001|40P01|55P03)$/;
// Classes 08 (connection) and 57P (shutdown, crash, start-up), too many connections, a session that was ended while it was idle;
// then what the operating system says.
const LOST = /^(08\w{3}|57P\w{2}|53300|25P0[34]|E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|NOENT))$/;
// The driver gives these no code.
const LOST_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (has encountered|was closed))/;
const POOL_ENDED = 'Cannot use a pool after calling end on the pool';

function isDatabaseError(error: unknown): error is DatabaseError {
  if (!(error instanceof Error)) return false;
  if (LOST_WORDS.test(error.message) || error.message === POOL_ENDED || isBadAddress(error)) return true;
  return 'code' in error && typeof error.code === 'string' && ('severity' in error || LOST.test(error.code));
}

function kindOf(error: DatabaseError): FailureKind {
  const code = String(error.code ?? '');
  if (BUSY.test(code)) return 'busy';
  return LOST.test(code) || LOST_WORDS.test(error.message) ? 'lost' : 'other';
}

function describe(error: DatabaseError): string {
  switch (kindOf(error)) {
    case 'busy':
      return 'was locked by someone else for too long';
    case 'lost':
      return `cannot be reached: ${error.message || String(error.code)}`;
    case 'other':
      return `is not usable: ${error.message}`;
    default:
      return kindOf(error) satisfies never;
  }
}

function isBadAddress(error: DatabaseError): boolean {
  return error.code === 'ERR_INVALID_URL';
}
