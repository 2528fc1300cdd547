import { BillingError, isBillingError } from '@plimsoll/contract';

/** What can be done about a failure of the engine. */
export type FailureKind = 'busy' | 'broken' | 'other';

const RETRY_AFTER_MS = 1000;

/** Every failure of the engine as `store_unavailable`; a fault of our own code passes as it is, because trying again cannot help it. */
export function mapError(error: unknown): unknown {
  if (isBillingError(error) || !isEngineError(error)) return error;
  const reason = kindOf(error) === 'busy' ? 'locked by someone else for too long' : `not usable: ${error.message}.`;
  const advice = ADVICE.get(codeOf(error)) ?? '';
  return new BillingError('store_unavailable', `The SQLite database is ${reason} ${advice}`.trim(), {
    cause: error,
    retryAfterMs: RETRY_AFTER_MS,
  });
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

// Primary result codes of SQLite, by their number and as the name begins.
const CODES: readonly (readonly [code: number, name: string, kind: FailureKind, advice?: string])[] = [
  [5, 'BUSY', 'busy'],
  [6, 'LOCKED', 'busy'],
  [8, 'READONLY', 'other', 'Give this process the right to write the file and its folder.'],
  [
    10,
    'IOERR',
    'broken',
    'Whether this write was kept is not known; give it again. Look after the disk: the file is opened anew for each try.',
  ],
  [11, 'CORRUPT', 'broken', 'The file is damaged: stop, keep a copy of it, and put a backup in its place.'],
  [13, 'FULL', 'other', 'Nothing of this write was kept. Make room on the disk: then it goes on by itself.'],
  [14, 'CANTOPEN', 'other', 'Its folder must be there, and this process must be allowed to make files in it.'],
  [26, 'NOTADB', 'broken', 'The file was left as it is: give the path of another.'],
];

const KINDS: ReadonlyMap<number, FailureKind> = new Map(CODES.map(([code, , kind]) => [code, kind]));
const ADVICE: ReadonlyMap<number, string> = new Map(CODES.map(([code, , , advice = '']) => [code, advice]));

function kindOf(error: EngineError): FailureKind {
  return isClosedConnection(error) ? 'broken' : (KINDS.get(codeOf(error)) ?? 'other');
}

// The primary code, without what the extended one adds; 0 when there is none.
function codeOf({ code, errcode }: EngineError): number {
  if (typeof errcode === 'number') return errcode & 0xff;
  const name = String(code).replace('SQLITE_', '');
  return CODES.find(([, start]) => name.startsWith(start))?.[0] ?? 0;
}

function isClosedConnection({ message }: Error): boolean {
  return /database (connection )?is not open/.test(message);
}
