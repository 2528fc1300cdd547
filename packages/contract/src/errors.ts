import type { UpgradeOffer } from './rules/upgrade-offer.ts';

/** One row for each thing that can go wrong: HTTP status, whether trying again can help, and what a person is told by default. */
export const errorTable = {
  invalid_request: { status: 400, retryable: false, text: 'The request is not valid.' },
  invalid_units: { status: 400, retryable: false, text: 'Units must be a whole number from 1 to 9007199254740991.' },
  redirect_not_allowed: { status: 400, retryable: false, text: 'That return address is not on the list of allowed origins.' },
  unauthenticated: { status: 401, retryable: false, text: 'Sign in to continue.' },
  invalid_signature: { status: 401, retryable: false, text: 'The webhook signature is not valid.' },
  limit_reached: { status: 402, retryable: false, text: 'The limit of this plan is reached.' },
  payment_failed: { status: 402, retryable: false, text: 'The payment did not go through.' },
  forbidden: { status: 403, retryable: false, text: 'You are not allowed to manage billing here. Ask an administrator.' },
  origin_not_allowed: { status: 403, retryable: false, text: 'This request came from another site.' },
  not_found: { status: 404, retryable: false, text: 'There is nothing here.' },
  method_not_allowed: { status: 405, retryable: false, text: 'This address does not answer that method.' },
  request_timeout: { status: 408, retryable: true, text: 'The request took too long to arrive.' },
  subscription_exists: { status: 409, retryable: false, text: 'There is a subscription already. Change the plan instead.' },
  subscription_missing: { status: 409, retryable: false, text: 'There is no subscription to change.' },
  change_not_possible: { status: 409, retryable: false, text: 'The subscription cannot be changed that way now.' },
  email_taken: { status: 409, retryable: false, text: 'This e-mail address already belongs to another billing customer.' },
  idempotency_conflict: { status: 409, retryable: false, text: 'This id was used before with other arguments.' },
  reservation_resolved: { status: 409, retryable: false, text: 'The reservation has already ended another way.' },
  concurrent_change: { status: 409, retryable: true, text: 'Something else changed at the same time. Try again.' },
  contract_mismatch: { status: 409, retryable: false, text: 'This page is from another version. Reload it.' },
  payload_too_large: { status: 413, retryable: false, text: 'The request body is too large.' },
  unsupported_media_type: { status: 415, retryable: false, text: 'Send JSON with the content type application/json.' },
  rate_limited: { status: 429, retryable: true, text: 'Too many requests. Try again in a moment.' },
  raw_body_required: { status: 500, retryable: true, text: 'The webhook body was parsed before its signature could be checked.' },
  internal: { status: 500, retryable: true, text: 'Something went wrong on our side.' },
  provider_rejected: { status: 502, retryable: false, text: 'The payment provider did not accept this.' },
  provider_unavailable: {
    status: 503,
    retryable: true,
    text: 'The payment provider cannot be reached right now. Try again in a few minutes.',
  },
  store_unavailable: { status: 503, retryable: true, text: 'Billing cannot be reached right now. Try again in a moment.' },
} as const satisfies Record<string, { status: number; retryable: boolean; text: string }>;

export type ErrorCode = keyof typeof errorTable;

/** What travels with `limit_reached`, so that an upgrade prompt can be drawn from the error alone. */
export interface LimitReached {
  readonly meter: string;
  readonly needed: number;
  readonly remaining: number;
  readonly resetsAt: string | null;
  readonly offer: UpgradeOffer | null;
}

/** One field that was not accepted, as a JSON pointer, and why. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** What may travel beside the code. */
export interface ErrorDetails {
  readonly limit?: LimitReached;
  readonly fields?: readonly FieldProblem[];
}

/** RFC 9457 problem document: the body of every error answer. */
export interface Problem extends ErrorDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly requestId?: string;
}

export interface BillingErrorOptions extends ErrorDetails {
  /** What the person who asked may read. @default the text of the code */
  readonly publicMessage?: string;
  readonly cause?: unknown;
  /** Milliseconds after which trying again makes sense. */
  readonly retryAfterMs?: number;
}

// A registered symbol, so that two copies of this package in one process know each other's errors.
const MARK = Symbol.for('plimsoll.BillingError');

/** The one error class of the kit. `message` is for logs, `publicMessage` for the person who asked; they never mix. */
export class BillingError extends Error {
  override readonly name = 'BillingError';
  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly publicMessage: string;
  readonly details: ErrorDetails;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: BillingErrorOptions = {}) {
    const { publicMessage, cause, retryAfterMs, ...details } = options;
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.publicMessage = publicMessage ?? errorTable[code].text;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }

  /** HTTP status of this error. */
  get status(): number {
    return errorTable[this.code].status;
  }

  /** Whether the same call can succeed later without a change. */
  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

/** Whether a value is a `BillingError`, of this copy of the package or another; with a code, of that code. */
export function isBillingError(value: unknown, code?: ErrorCode): value is BillingError {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return false;
  return code === undefined || (value as BillingError).code === code;
}

/** The problem document of an error: only what the person who asked may read. */
export function problemOf(error: BillingError, requestId?: string): Problem {
  return {
    type: `urn:plimsoll:problem:${error.code}`,
    title: errorTable[error.code].text,
    status: error.status,
    detail: error.publicMessage,
    code: error.code,
    ...(requestId === undefined ? {} : { requestId }),
    ...error.details,
  };
}

/** The error of a problem document that arrived; anything else that a server or proxy answered becomes `internal` or `provider_unavailable`. */
export function errorOfProblem(body: unknown, status: number): BillingError {
  if (isProblem(body)) {
    const { limit, fields } = body;
    return new BillingError(body.code, body.detail, {
      publicMessage: body.detail,
      ...(limit ? { limit } : {}),
      ...(fields ? { fields } : {}),
    });
  }
  return new BillingError(status >= 502 ? 'store_unavailable' : 'internal', `The server answered ${status} without a problem document.`);
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('detail' in body)) return false;
  return typeof body.code === 'string' && Object.hasOwn(errorTable, body.code) && typeof body.detail === 'string';
}
