import { type BillingError, isBillingError, problemOf } from '@plimsoll/contract';
import type { RouteInput, RouteKey, RouteOutput } from '@plimsoll/contract/routes';
import { catalog, stateOf } from './acme.ts';

type Answers = { [K in RouteKey]?: (input: RouteInput<K>) => RouteOutput<K> | BillingError };

/** One request as it went over the wire. */
interface SeenRequest {
  readonly key: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface StubServer {
  readonly fetch: typeof fetch;
  readonly seen: SeenRequest[];
  /** How often a route was called. */
  count(key: RouteKey): number;
}

/** Answers the billing routes from functions: a value as JSON, an error as its problem document. */
export function stubServer(answers: Answers = {}): StubServer {
  const known: Answers = { 'GET /catalog': () => catalog, 'GET /state': () => stateOf(), ...answers };
  const seen: SeenRequest[] = [];
  const answer = async (target: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(target), 'http://localhost');
    const key = `${init.method} ${url.pathname.replace('/api/billing', '')}` as RouteKey;
    const body: unknown = init.body === undefined ? undefined : JSON.parse(String(init.body));
    seen.push({ key, url, headers: new Headers(init.headers), body });
    const run = known[key] as ((input: unknown) => unknown) | undefined;
    if (run === undefined) return new Response('Not found', { status: 404 });
    const result = run(body ?? Object.fromEntries(url.searchParams));
    return isBillingError(result) ? Response.json(problemOf(result), { status: result.status }) : Response.json(result);
  };
  return { fetch: answer, seen, count: (key) => seen.filter((request) => request.key === key).length };
}
