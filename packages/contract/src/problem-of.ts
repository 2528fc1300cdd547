import { errorTexts } from './error-texts.ts';
import type { BillingError, Problem } from './errors.ts';

/** The problem document of an error: only what the person who asked may read. */
export function problemOf(error: BillingError, requestId?: string): Problem {
  return {
    type: `urn:plimsoll:problem:${error.code}`,
    title: errorTexts[error.code],
    status: error.status,
    detail: error.publicMessage || errorTexts[error.code],
    code: error.code,
    ...(requestId === undefined ? {} : { requestId }),
    ...error.details,
  };
}
