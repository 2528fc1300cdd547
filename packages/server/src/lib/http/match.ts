import { BillingError } from '@plimsoll/contract';
import { type RouteKey, routes } from '@plimsoll/contract/routes';

export interface Match {
  readonly key: RouteKey;
  /** What the last segment of a path with a parameter held. */
  readonly parameter: string;
}

const keys = Object.keys(routes) as RouteKey[];
const exact = new Map<string, RouteKey>(keys.map((key) => [key, key]));
const withParameter = keys.filter((key) => key.includes(':')).map((key) => ({ key, prefix: key.slice(0, key.indexOf(':')) }));
const methods = [...new Set(keys.map((key) => key.slice(0, key.indexOf(' '))))];

/** The route of a method and path. @throws BillingError `not_found` or `method_not_allowed` */
export function matchRoute(method: string, path: string): Match {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  const match = findRoute(method === 'HEAD' ? 'GET' : method, trimmed);
  if (match !== null) return match;
  // A wrong method tells nobody that the operators' desk is here.
  const answered = methods.some((other) => isOpen(findRoute(other, trimmed)));
  if (answered) throw new BillingError('method_not_allowed', `${method} is not answered here.`);
  throw new BillingError('not_found', `No route answers ${method} ${path}.`);
}

function isOpen(match: Match | null): boolean {
  return match !== null && routes[match.key].access !== 'operator';
}

function findRoute(method: string, path: string): Match | null {
  const wanted = `${method} ${path}`;
  const key = exact.get(wanted);
  if (key !== undefined && !key.includes(':')) return { key, parameter: '' };
  for (const { key: candidate, prefix } of withParameter) {
    const parameter = wanted.slice(prefix.length);
    if (wanted.startsWith(prefix) && parameter.length > 0 && !parameter.includes('/')) return { key: candidate, parameter };
  }
  return null;
}
