import { BillingError, isBillingError } from '@plimsoll/contract';

/** What can be done about a failure of the engine. */
export type FailureKind = 'busy' | 'broken' | 'other';

const RETRY_AFTER_MS = 1000;

/** Every failure of the engine as `store_unavailable`; a fault of our own code passes as it is, because trying again cannot help it. */
export function mapError(error: unknown): unknown {
  if (isBillingError(error) || !isEngineError(error)) return error;
  const reason = kindOf(error) === 'busy' ? 'locked by someone else for too long' : `not usable: ${error.message}`;
  return new BillingError('store_unavailable', `The SQLite database is ${reason}`, { cause: error, retryAfterMs: RETRY_AFTER_MS });
}

/**
 * `busy`: someone else holds a lock, trying again will help. `broken`: what this connection knows of the file cannot be trusted
 * any more (a failed read or write may have left pages of which nobody knows whether they reached the disk), so it must be reopened.
 */
export function failureKind(error: unknown): FailureKind {
  return isEngineError(error) ? kindOf(error) : 'other';
}

interface EngineError extends Error {
  readonly code?: unknown;
  readonly errcode?: unknown;
}

// `node:sqlite` gives a number (its low byte is the primary result code), `better-sqlite3` the name; a closed connection has neither.
function isEngineError(error: unknown): error is EngineError {
  if (!(error instanceof Error)) return false;
  if (isClosedConnection(error)) return true;
  if ('syscall' in error && error.syscall === 'stat') return true;
  return 'code' in error && typeof error.code === 'string' && /^(SQLITE_|ERR_SQLITE|ERR_OUT_OF_RANGE$)/.test(error.code);
}

const KIND_BY_NUMBER: ReadonlyMap<number, FailureKind> = new Map([
  [5, 'busy'],
  [6, 'busy'],
  [10, 'broken'],
  [11, 'broken'],
  [26, 'broken'],
]);

function kindOf(error: EngineError): FailureKind {
  const { code, errcode } = error;
  if (isClosedConnection(error)) return 'broken';
  if (typeof errcode === 'number') return KIND_BY_NUMBER.get(errcode & 0xff) ?? 'other';
  if (/^SQLITE_(BUSY|LOCKED)/.test(String(code))) return 'busy';
  return /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(String(code)) ? 'broken' : 'other';
}

function isClosedConnection({ message }: Error): boolean {
  return /database (connection )?is not open/.test(message);
}
