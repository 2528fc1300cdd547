import { BillingError, isBillingError } from '@plimsoll/contract';

const RETRY_AFTER_MS = 1000;

/**
 * Every failure of the server or the way to it as `store_unavailable`; a fault of our own scripts passes as it is, because trying again
 * cannot help it. Only the message goes along: the client's errors carry the arguments of the command, and after a failed login the password.
 */
export function mapError(error: unknown): unknown {
  if (isBillingError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (isOurFault(message)) return new Error(`A script of the Redis store failed: ${message}`);
  return new BillingError('store_unavailable', `Redis is ${reasonOf(message)}`, {
    cause: new Error(message),
    retryAfterMs: RETRY_AFTER_MS,
  });
}

/** Whether the server does not know the script: after a restart, a failover or a flush. */
export function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}

function isOurFault(message: string): boolean {
  if (/WRONGTYPE|OOM |READONLY|NOPERM|MISCONF|CLUSTERDOWN|MASTERDOWN/.test(message)) return false;
  return /user_script|Error compiling script/.test(message);
}

function reasonOf(message: string): string {
  if (message.includes('WRONGTYPE'))
    return `holding a key of another type where this store keeps its own; is its prefix used by something else? ${message}`;
  if (message.includes('OOM ')) return `out of memory: ${message}`;
  return `not usable: ${message}`;
}
