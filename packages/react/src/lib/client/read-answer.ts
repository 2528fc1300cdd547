import { BillingError, type ErrorCode, errorOfProblem, isProblem } from '@plimsoll/contract';
import type { RouteKey, RouteOutput } from '@plimsoll/contract/routes';
import { hasShape } from './has-shape.ts';

// What an application or a proxy before the billing routes says by the status alone.
const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  429: 'rate_limited',
  504: 'store_unavailable',
};

/**
 * What a route answered. The text is not trusted to be an answer of the billing routes: an application's own page, a sign-in page
 * or another server may have sent it.
 * @throws BillingError with the code of the problem document; without one, with the code that fits what came
 */
export function readAnswer<K extends RouteKey>(key: K, response: Response, text: string): RouteOutput<K> {
  const { ok, status, redirected, url } = response;
  const body = parseJson(text);
  if (ok && hasShape(key, body)) return body;
  if (!ok) throw addWait(readFailure(body, status), response);
  // The billing routes never redirect. Who was led to a page was led to sign in.
  if (redirected && body === undefined) throw new BillingError('unauthenticated', `Redirected to ${url}.`);
  throw new BillingError('internal', `${url} answered ${status} with something else. Is the billing router mounted there?`);
}

function readFailure(body: unknown, status: number): BillingError {
  const code = CODES[status];
  return code === undefined || isProblem(body) ? errorOfProblem(body, status) : new BillingError(code, `Status ${status}.`);
}

function addWait(error: BillingError, { headers }: Response): BillingError {
  const seconds = Number(headers.get('retry-after'));
  if (!(seconds > 0)) return error;
  const { code, message, publicMessage, details } = error;
  return new BillingError(code, message, { ...details, publicMessage, retryAfterMs: seconds * 1000 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
