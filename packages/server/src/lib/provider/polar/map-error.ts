import { BillingError, type BillingErrorOptions, type ErrorCode, isBillingError } from '@plimsoll/contract';
import { isValiError } from 'valibot';
import { type Refusal, readRefusal } from './refusal.ts';
import { whereThrown } from './where-thrown.ts';

const LONGEST_RETRY_MS = 15 * 60_000;
// Polar counts requests per minute.
const USUAL_RETRY_MS = 60_000;
const LONGEST_TEXT = 300;

export interface ErrorContext {
  /** What was tried, for the log. */
  readonly act: string;
  /** Texts that must not be in any message. */
  readonly secrets: readonly string[];
}

/**
 * Theirs to ours, for everything that a call of Polar can throw. Neither the foreign error nor its message is kept: they may carry what
 * was sent, and that holds e-mail addresses and links that are credentials.
 */
export function mapError(thrown: unknown, { act, secrets }: ErrorContext): BillingError {
  if (isBillingError(thrown)) return thrown;
  const say = (code: ErrorCode, text: string, options: BillingErrorOptions = {}) =>
    new BillingError(code, redact(`${act}: ${text}`, secrets), options);
  const refusal = readRefusal(thrown);
  if (refusal?.status === 429) return say('provider_unavailable', 'Polar limits our rate.', { retryAfterMs: readRetryAfter(thrown) });
  if (refusal !== null) return say(codeOfRefusal(refusal), describeRefusal(refusal));
  if (isValiError(thrown)) return say('provider_rejected', `Polar broke its contract at ${describePaths(thrown)}.`);
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  if (isOutage(name, thrown)) return say('provider_unavailable', describeOutage(name, thrown));
  return say('internal', [name, whereThrown(thrown)].filter((part) => part !== null).join(' at '));
}

/** What a refusal is to us. */
export function codeOfRefusal({ status, error }: Refusal): ErrorCode {
  if (status === 429) return 'provider_unavailable';
  // A token that ran out is ours to renew, and then the same call works: nothing that waits may be given up for it.
  if (status === 401 || status === 408 || status === 425) return 'provider_unavailable';
  if (status === 402) return 'payment_failed';
  // Only a subscription that is over can be gone while it is being changed.
  if (status === 410) return 'change_not_possible';
  switch (error) {
    case 'SubscriptionLocked':
      return 'concurrent_change';
    case 'AlreadyCanceledSubscription':
    case 'InactiveSubscription':
    case 'SubscriptionNotScheduledToCancel':
      return 'change_not_possible';
    default:
      return 'provider_rejected';
  }
}

function describeRefusal({ status, error, fields }: Refusal): string {
  if (status === 404 && error === null) return 'Polar has no such route (404): check baseUrl and whether this API version is still served.';
  if (status === 401) return 'Polar does not accept the access token (401).';
  const reasons = fields.map(({ at, reason }) => `${at}: ${reason}`);
  return [`Polar answered ${status}`, error, ...reasons].filter((part) => part !== null).join(' | ');
}

// The message may quote a whole body, of the answer or of what was sent. Of a server's error the SDK gives the status only there.
function describeOutage(name: string, thrown: unknown): string {
  const status = name === 'PolarServerError' && thrown instanceof Error ? /^[^-\d]*(5\d\d)\b/.exec(thrown.message)?.[1] : undefined;
  return status === undefined ? `Polar gave no answer that can be read (${name}).` : `Polar failed with ${status} (${name}).`;
}

/** Whether the outcome is unknown: nothing came back, or what came back was cut off or came from something in between. */
function isOutage(name: string, thrown: unknown): boolean {
  switch (name) {
    case 'PolarNetworkError':
    case 'PolarServerError':
    case 'TimeoutError':
    case 'AbortError':
    case 'SyntaxError':
      return true;
    case 'TypeError':
      return isBrokenStream(thrown);
    default:
      return false;
  }
}

// `fetch` says so, with a cause on Node and in fixed words in browsers, when the connection breaks while a body is read.
function isBrokenStream(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown.cause !== undefined || ['terminated', 'network error', 'Load failed', 'Failed to fetch'].includes(thrown.message);
}

function readRetryAfter(thrown: unknown): number {
  const seconds: unknown = Object(thrown).retryAfter;
  // The SDK gives NaN when the header was a date.
  if (typeof seconds !== 'number' || !(seconds >= 0)) return USUAL_RETRY_MS;
  return Math.min(seconds * 1000, LONGEST_RETRY_MS);
}

function describePaths({ issues }: { issues: readonly { path?: readonly { key: unknown }[] | undefined }[] }): string {
  return issues.map(({ path }) => path?.map(({ key }) => String(key)).join('.') ?? 'the answer').join(', ');
}

function redact(text: string, secrets: readonly string[]): string {
  const clean = secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
}
