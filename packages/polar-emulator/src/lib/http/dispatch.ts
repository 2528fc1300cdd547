import type { Core } from '../core.ts';
import type { RecordedRequest } from '../polar-emulator.ts';
import { pause } from '../timer.ts';
import { ApiError, malformed, noSuchRoute, unauthorized } from './api-error.ts';
import type { Route } from './call.ts';
import { ConnectionDropped } from './connection-dropped.ts';
import { createMatcher, type Match } from './match-route.ts';
import { readBody } from './read-body.ts';
import { json } from './respond.ts';

const API_VERSION = '2026-10';
const REQUESTS_KEPT = 500;

export interface DispatcherOptions {
  core: Core;
  routes: readonly Route[];
  beforeEach(): void;
}

export interface Dispatcher {
  fetch(request: Request): Promise<Response>;
  requests(): readonly RecordedRequest[];
}

/** Request in, Response out: the API with its checks and faults, the pages and control routes without. */
export function createDispatcher({ core, routes, beforeEach }: DispatcherOptions): Dispatcher {
  const match = createMatcher(routes);
  const recorded: RecordedRequest[] = [];

  async function answer(request: Request, url: URL, body: Record<string, unknown>): Promise<Response> {
    const found = match(request.method, url.pathname);
    if (found === undefined) throw noSuchRoute();
    const call = { core, url, query: url.searchParams, params: found.params, body };
    try {
      return await found.route.run(call);
    } catch (error) {
      throw nameMalformedId(error, found);
    }
  }

  async function serve(request: Request, url: URL): Promise<Response> {
    beforeEach();
    return answer(request, url, await readBody(request));
  }

  async function serveApi(request: Request, url: URL): Promise<Response> {
    const entry: RecordedRequest = { method: request.method, path: url.pathname + url.search, body: null, status: 0 };
    remember(recorded, entry);
    const faults = core.faults.hit(request.method, url.pathname);
    const injected = await applyBefore(core, request, faults);
    if (injected !== null) {
      entry.status = injected.status;
      return injected;
    }
    const response = await refusalsAsResponses(async () => {
      checkCaller(core, request);
      beforeEach();
      const body = await readBody(request);
      entry.body = body;
      return answer(request, url, body);
    });
    if (faults.some((fault) => fault.kind === 'drop-after-apply')) throw new ConnectionDropped();
    entry.status = response.status;
    return response;
  }

  return {
    async fetch(request) {
      const url = new URL(request.url);
      if (request.method === 'OPTIONS') return withApiHeaders(new Response(null, { status: 204 }), core);
      if (url.pathname.startsWith('/v1/')) return withApiHeaders(await serveApi(request, url), core);
      return refusalsAsResponses(() => serve(request, url));
    },
    requests: () => recorded,
  };
}

/** Where Polar expects a UUID, anything else is malformed rather than missing. */
function nameMalformedId(error: unknown, { route, params }: Match): unknown {
  const { id } = params;
  const isMissing = error instanceof ApiError && error.status === 404;
  if (!isMissing || id === undefined || UUID.test(id) || route.path.includes('/external/') || !route.path.startsWith('/v1/')) return error;
  return malformed([{ type: 'uuid_parsing', loc: ['path', 'id'], msg: 'Input should be a valid UUID', input: id }]);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type ApiFaults = ReturnType<Core['faults']['hit']>;

/** Faults that strike before anything is applied. Null: go on. */
async function applyBefore(core: Core, request: Request, faults: ApiFaults): Promise<Response | null> {
  for (const fault of faults) {
    if (fault.kind === 'slow') await pause(fault.ms);
    if (fault.kind === 'hang') await hang(core, request);
    if (fault.kind === 'status') return failure(fault.status, fault.retryAfterSeconds);
  }
  return null;
}

async function hang(core: Core, request: Request): Promise<never> {
  const { promise: abandoned, resolve } = Promise.withResolvers<void>();
  request.signal.addEventListener('abort', () => resolve(), { once: true });
  if (!request.signal.aborted) await Promise.race([abandoned, core.faults.cleared()]);
  throw new ConnectionDropped();
}

function failure(status: number, retryAfterSeconds: number | undefined): Response {
  const response = json(
    status,
    status === 429
      ? { error: 'TooManyRequests', detail: 'Too many requests' }
      : { error: 'InternalServerError', detail: 'Internal Server Error' },
  );
  if (status === 429) response.headers.set('retry-after', String(retryAfterSeconds ?? 1));
  return response;
}

/** The version is looked at before the token: an unknown one makes every route a 404. */
function checkCaller(core: Core, request: Request): void {
  const version = request.headers.get('polar-version');
  if (version !== null && version !== API_VERSION) throw noSuchRoute();
  if (request.headers.get('authorization') !== `Bearer ${core.accessToken}`) throw unauthorized();
}

async function refusalsAsResponses(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ApiError) return json(error.status, error.body);
    throw error;
  }
}

function withApiHeaders(response: Response, core: Core): Response {
  response.headers.set('polar-version', API_VERSION);
  response.headers.set('date', new Date(core.clock.real()).toUTCString());
  response.headers.set('access-control-allow-origin', '*');
  response.headers.set('access-control-allow-headers', 'Authorization, Content-Type, Polar-Version');
  response.headers.set('access-control-allow-methods', 'GET, POST, PATCH, DELETE');
  return response;
}

function remember(recorded: RecordedRequest[], entry: RecordedRequest): void {
  recorded.push(entry);
  if (recorded.length > REQUESTS_KEPT) recorded.shift();
}
