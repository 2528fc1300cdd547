import { type ErrorCode, isBillingError } from '@plimsoll/contract';

/** What failed, in a word: the code of the error. `rate_limited` also where a provider asked to come back later. */
export function readErrorType(error: unknown): ErrorCode {
  if (!isBillingError(error)) return 'internal';
  return error.code === 'provider_unavailable' && error.retryAfterMs !== undefined ? 'rate_limited' : error.code;
}
