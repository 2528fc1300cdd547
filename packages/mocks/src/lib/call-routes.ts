import { CONTRACT_HEADER, CONTRACT_VERSION, errorOfProblem } from '@plimsoll/contract';
import type { RouteInput, RouteKey, RouteOutput } from '@plimsoll/contract/routes';

type CallRoute = <K extends RouteKey>(key: K, input: RouteInput<K>) => Promise<RouteOutput<K>>;

/** Calls billing routes the way a page does, without a network between. Rejects with the `BillingError` of the answer. */
export function callRoutes(root: string, answer: (request: Request) => Promise<Response>): CallRoute {
  return async (key, input) => {
    const response = await answer(describeRequest(root, key, input));
    const body: unknown = await response.json();
    if (!response.ok) throw errorOfProblem(body, response.status);
    // The server checks what it answers against the same table that this type comes from.
    return body as RouteOutput<typeof key>;
  };
}

function describeRequest(root: string, key: RouteKey, input: object): Request {
  const [method = 'GET', path = ''] = key.split(' ');
  const headers = { 'content-type': 'application/json', [CONTRACT_HEADER]: CONTRACT_VERSION };
  if (method !== 'GET') return new Request(root + path, { method, headers, body: JSON.stringify(input) });
  return new Request(`${root}${path}?${new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))}`, {
    headers,
  });
}
