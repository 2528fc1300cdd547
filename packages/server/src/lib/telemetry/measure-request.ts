import type { ErrorCode } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { matchRoute } from '../http/match.ts';
import type { BillingRequest, BillingResponse } from '../http/request.ts';

/** An answer, and why it is a problem document if it is one. */
export interface Answer {
  readonly response: BillingResponse;
  readonly code?: ErrorCode;
}

/** Measures how long a route took until its answer began, under the names that OpenTelemetry has for HTTP. Without telemetry it only answers. */
export async function measureRequest(
  { recorder, runtime }: Pick<Context, 'recorder' | 'runtime'>,
  request: BillingRequest,
  answer: () => Promise<Answer>,
): Promise<BillingResponse> {
  if (!recorder.active) return (await answer()).response;
  const startedAt = runtime.monotonic();
  const asked = describe(request);
  const start = { name: [asked['http.request.method'], asked['http.route']].join(' ').trim(), attributes: asked };
  const { response, code } = await recorder.span(start, answer, (given) => ({
    ...statusOf(given),
    ...(given.response.status >= 500 ? { 'error.type': given.code } : {}),
  }));
  const failed = code === undefined ? {} : { 'error.type': code };
  recorder.time('request.latency', runtime.monotonic() - startedAt, { ...asked, ...statusOf({ response }), ...failed });
  return response;
}

function statusOf({ response }: Answer) {
  return { 'http.response.status_code': response.status };
}

// A path that no route has may hold anything, and so may a method.
function describe({ method, path }: BillingRequest): { 'http.request.method': string; 'http.route'?: string } {
  try {
    const { key } = matchRoute(method, path);
    return { 'http.request.method': method, 'http.route': key.slice(key.indexOf('/')) };
  } catch {
    return { 'http.request.method': METHODS.includes(method) ? method : '_OTHER' };
  }
}

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
