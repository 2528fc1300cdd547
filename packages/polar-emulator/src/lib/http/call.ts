import type { Core } from '../core.ts';

/** One request as a route sees it. */
export interface Call {
  core: Core;
  url: URL;
  query: URLSearchParams;
  /** The path's variable parts, decoded. */
  params: Readonly<Record<string, string>>;
  /** The parsed JSON object, or the fields of a form; `{}` when there was no body. */
  body: Readonly<Record<string, unknown>>;
}

type Handler = (call: Call) => Response | Promise<Response>;

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with `:name` for variable parts. A trailing slash counts, as it does at Polar. */
  path: string;
  run: Handler;
}
