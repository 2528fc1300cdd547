import { BillingError, type BillingErrorOptions, type ErrorCode, isBillingError } from '@plimsoll/contract';
import { isValiError } from 'valibot';
import { type Refusal, readRefusal } from './refusal.ts';

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
 * Theirs to ours, for everything that a call of Polar can throw. The foreign error is not kept as a cause: it may carry what was
 * sent, and that holds e-mail addresses and links that are credentials.
 */
export function mapError(thrown: unknown, { act, secrets }: ErrorContext): BillingError {
  if (isBillingError(thrown)) return thrown;
  const say = (code: ErrorCode, text: string, options: BillingErrorOptions = {}) =>
    new BillingError(code, redact(`${act}: ${text}`, secrets), options);
  const refusal = readRefusal(thrown);
  if (refusal?.status === 429) return say('provider_unavailable', 'Polar limits our rate.', { retryAfterMs: readRetryAfter(thrown) });
  if (refusal !== null) return say(codeOf(refusal), describe(refusal));
  if (isValiError(thrown)) return say('provider_rejected', `Polar broke its contract at ${describePaths(thrown)}.`);
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  const message = thrown instanceof Error ? thrown.message : '';
  if (isOutage(name, thrown)) return say('provider_unavailable', `${name}: ${message}`);
  return say('internal', `${name}: ${message}`);
}

function codeOf({ status, error }: Refusal): ErrorCode {
  // A token that ran out is ours to renew, and then the same call works: nothing that waits may be given up for it.
  if (status === 401 || status === 408) return 'provider_unavailable';
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

function describe({ status, error, detail, fields }: Refusal): string {
  if (status === 404 && error === null) return 'Polar has no such route (404): check baseUrl and whether this API version is still served.';
  if (status === 401) return 'Polar does not accept the access token (401).';
  const reasons = fields.map(({ at, message }) => `${at}: ${message}`);
  return [`Polar answered ${status}`, error, detail, ...reasons].filter((part) => part !== null).join(' | ');
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
