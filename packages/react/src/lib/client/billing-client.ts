import { BillingError, CONTRACT_HEADER, CONTRACT_VERSION, isBillingError } from '@plimsoll/contract';
import type { RouteInput, RouteKey, RouteOutput } from '@plimsoll/contract/routes';
import { readAnswer } from './read-answer.ts';

const DEADLINE_MS = 15_000;

export interface BillingClientOptions {
  /** Where the server's billing routes are mounted, for example `/api/billing`. */
  readonly baseUrl: string;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /** Extra request headers, for applications that do not sign in with a cookie. Read anew for each call. */
  readonly headers?: (() => Record<string, string>) | undefined;
}

/** Calls of the billing routes, typed by the contract. */
export interface BillingClient {
  readonly baseUrl: string;
  /**
   * Calls one route: `client.call('GET /usage', { meter: 'tokens' })`.
   * @throws BillingError with the server's code; `store_unavailable` when no answer came within 15 seconds; `unauthenticated` when
   * a sign-in page came instead; `internal` when what came is no answer of the billing routes
   */
  call<K extends RouteKey>(key: K, input: RouteInput<K>): Promise<RouteOutput<K>>;
}

/**
 * Creates a client. Who the customer is comes from the session that the browser sends along, never from a call.
 * The route's key is all that it knows of a route: no schema reaches the browser.
 */
export function createBillingClient({ baseUrl, fetch: given, headers }: BillingClientOptions): BillingClient {
  const root = baseUrl.replace(/\/+$/, '');
  return {
    baseUrl: root,
    async call(key, input) {
      // The global is read at the time of the call: tests and mocks replace it after this was created.
      const send = given ?? fetch;
      const { url, init } = describeRequest(root, key, input);
      const response = await send(url, {
        ...init,
        headers: { accept: 'application/json', [CONTRACT_HEADER]: CONTRACT_VERSION, ...init.headers, ...headers?.() },
        credentials: 'same-origin',
        signal: AbortSignal.timeout(DEADLINE_MS),
      }).catch(failUnreachable);
      return readAnswer(key, response, await response.text().catch(failUnreachable));
    },
  };
}

interface RequestParts {
  readonly url: string;
  readonly init: { readonly method: string; readonly headers?: Record<string, string>; readonly body?: string };
}

function describeRequest(root: string, key: RouteKey, input: object): RequestParts {
  const [method = 'GET', path = ''] = key.split(' ');
  if (method !== 'GET') {
    return { url: root + path, init: { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) } };
  }
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return { url: root + path + (query && `?${query}`), init: { method } };
}

function failUnreachable(cause: unknown): never {
  if (isBillingError(cause)) throw cause;
  throw new BillingError('store_unavailable', 'The billing server gave no answer.', { cause });
}
