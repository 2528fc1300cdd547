import type { UpgradeOffer } from './rules/upgrade-offer.ts';

/** One row for each thing that can go wrong: HTTP status and whether trying again can help. What people are told by default is in `error-texts.ts`. */
export const errorTable = {
  invalid_request: { status: 400, retryable: false },
  invalid_units: { status: 400, retryable: false },
  redirect_not_allowed: { status: 400, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  invalid_signature: { status: 401, retryable: false },
  limit_reached: { status: 402, retryable: false },
  payment_failed: { status: 402, retryable: false },
  forbidden: { status: 403, retryable: false },
  feature_missing: { status: 403, retryable: false },
  origin_not_allowed: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  request_timeout: { status: 408, retryable: true },
  subscription_exists: { status: 409, retryable: false },
  subscription_missing: { status: 409, retryable: false },
  change_not_possible: { status: 409, retryable: false },
  invoice_not_ready: { status: 409, retryable: true },
  email_taken: { status: 409, retryable: false },
  idempotency_conflict: { status: 409, retryable: false },
  reservation_resolved: { status: 409, retryable: false },
  concurrent_change: { status: 409, retryable: true },
  contract_mismatch: { status: 409, retryable: false },
  customer_erased: { status: 410, retryable: false },
  payload_too_large: { status: 413, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  rate_limited: { status: 429, retryable: true },
  raw_body_required: { status: 500, retryable: true },
  internal: { status: 500, retryable: true },
  provider_rejected: { status: 502, retryable: false },
  provider_unavailable: { status: 503, retryable: true },
  store_unavailable: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof errorTable;

/** What travels with `limit_reached`, so that an upgrade prompt can be drawn from the error alone. */
export interface LimitReached {
  readonly meter: string;
  readonly needed: number;
  readonly remaining: number;
  readonly resetsAt: string | null;
  readonly offer: UpgradeOffer | null;
}

/** What travels with `feature_missing`, so that an upgrade prompt can be drawn from the error alone. */
export interface FeatureMissing {
  readonly feature: string;
  /** The value of the feature that was asked for; null when it was the feature as such. */
  readonly value: string | null;
  /** The cheapest tier that has it. */
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
  readonly feature?: FeatureMissing;
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
  /** What the person who asked may read. @default the text of the code, filled in where it leaves the server */
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
  /** Empty when the code says it all. */
  readonly publicMessage: string;
  readonly details: ErrorDetails;
  readonly retryAfterMs: number | undefined;
  /** The provider's own id of the request that failed, for its support; set by the provider's adapter. For logs alone. */
  providerRequestId: string | undefined;

  constructor(code: ErrorCode, message: string, options: BillingErrorOptions = {}) {
    const { publicMessage, cause, retryAfterMs, ...details } = options;
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.publicMessage = publicMessage ?? '';
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

/** The error of a problem document that arrived; anything else that a server or proxy answered becomes `internal` or `provider_unavailable`. */
export function errorOfProblem(body: unknown, status: number): BillingError {
  if (isProblem(body)) {
    const { limit, feature, fields } = body;
    return new BillingError(body.code, body.detail, {
      publicMessage: body.detail,
      ...(limit ? { limit } : {}),
      ...(feature ? { feature } : {}),
      ...(fields ? { fields } : {}),
    });
  }
  return new BillingError(status >= 502 ? 'store_unavailable' : 'internal', `The server answered ${status} without a problem document.`);
}

/** Whether what arrived is a problem document with a code of ours. */
export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('detail' in body)) return false;
  return typeof body.code === 'string' && Object.hasOwn(errorTable, body.code) && typeof body.detail === 'string';
}
