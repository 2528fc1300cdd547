import type { Route } from './call.ts';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Finds the route of a request. Fixed segments win over variable ones, so `external/:id` is not read as an id. */
export function createMatcher(routes: readonly Route[]): (method: string, pathname: string) => Match | undefined {
  const table = routes
    .map((route) => ({ route, segments: route.path.split('/'), variables: route.path.split(':').length }))
    .sort((left, right) => left.variables - right.variables);

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
