import { BillingError, isBillingError, problemOf } from '@plimsoll/contract';
import type { BillingResponse } from './request.ts';

const COMMON_HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } as const;

/** A value as JSON. */
export function respondJson(value: unknown, status = 200): BillingResponse {
  return { status, headers: { ...COMMON_HEADERS, 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** An answer without a body. */
export function respondEmpty(status: number): BillingResponse {
  return { status, headers: COMMON_HEADERS, body: '' };
}

/** Server-sent events, or a text in place of them. Proxies must neither buffer nor store them. */
export function respondStream(body: BillingResponse['body']): BillingResponse {
  return {
    status: 200,
    headers: { ...COMMON_HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
    body,
  };
}

/** An error as a problem document: what the person may read, and nothing else. */
export function respondProblem(error: BillingError, requestId?: string): BillingResponse {
  const retryAfter = error.retryAfterMs === undefined ? defaultRetryAfter(error) : Math.max(1, Math.ceil(error.retryAfterMs / 1000));
  return {
    status: error.status,
    headers: {
      ...COMMON_HEADERS,
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(problemOf(error, requestId)),
  };
}

/** Anything thrown as a `BillingError`: what is not one already is a fault of ours. */
export function asBillingError(error: unknown): BillingError {
  if (isBillingError(error)) return error;
  return new BillingError('internal', error instanceof Error ? error.message : String(error), { cause: error });
}

function defaultRetryAfter({ status }: BillingError): number | null {
  return status === 503 || status === 429 ? 5 : null;
}
