import type { Route } from './call.ts';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds the route of a request. The earliest fixed segment wins, so `external/state` is an external id, not Polar's id `external`. */
export function createMatcher(routes: readonly Route[]): (method: string, pathname: string) => Match | undefined {
  const table = routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    .sort((left, right) => (rank(left.segments) < rank(right.segments) ? -1 : 1));

  return (method, pathname) => {
    const actual = pathname.split('/');
    for (const { route, segments } of table) {
      if (route.method !== method || segments.length !== actual.length) continue;
      const params = matchSegments(segments, actual);
      if (params !== undefined) return { route, params };
    }
    return undefined;
  };
}

/** One digit for each segment: 0 fixed, 1 variable. Only paths of the same length are ever compared with each other. */
function rank(segments: readonly string[]): string {
  return segments.map((segment) => (segment.startsWith(':') ? '1' : '0')).join('');
}

function matchSegments(segments: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = decode(actual[index] ?? '');
    if (!segment.startsWith(':')) {
      if (segment !== value) return undefined;
      continue;
    }
    if (value === '') return undefined;
    params[segment.slice(1)] = value;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
