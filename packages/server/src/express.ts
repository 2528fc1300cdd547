import type { IncomingMessage, ServerResponse } from 'node:http';
import { isBillingError } from '@plimsoll/contract';
import type { Request } from 'express';
import type { Billing } from './lib/create-billing.ts';
import { readBody } from './lib/express/read-body.ts';
import { send } from './lib/express/send.ts';
import type { BillingRequest } from './lib/http/request.ts';
import { respondProblem } from './lib/http/respond.ts';
import type { Identity } from './lib/identity.ts';

export interface BillingRouterOptions {
  /** Who is asking, from the host's own session; null when nobody is signed in. The only source of a customer id. */
  readonly identify: (request: Request) => Identity | null | Promise<Identity | null>;
}

/** Middleware for Express 4 and 5. */
export type BillingRouter = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Every billing route as one middleware: `app.use('/api/billing', billingRouter(billing, { identify }))`.
 * Mount it before `express.json()`, because webhook signatures are checked over the received bytes.
 * @throws TypeError without `identify`
 */
export function billingRouter(billing: Pick<Billing, 'handle'>, options: BillingRouterOptions): BillingRouter {
  if (typeof options?.identify !== 'function') {
    throw new TypeError(
      'billingRouter needs identify(request): it tells who is asking, from your own session, and is the only source of a customer id.',
    );
  }
  return (request, response, next) => {
    billing
      .handle(toBillingRequest(request, response, options))
      .then((answer) => send(response, answer))
      .catch(next);
  };
}

export { featureGate, type RequireFeature } from './lib/express/require-feature.ts';
export { type MeterGateOptions, type MeterMiddleware, meterGate, type RequireMeter, setUnits } from './lib/express/require-meter.ts';

/** Error middleware for Express 4 and 5. */
// biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
export type BillingErrors = (error: unknown, request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Answers a `BillingError` that your own routes throw with its problem document, so that the page can draw an upgrade prompt
 * from a 402. Mount it after your routes; every other error goes on to the next error handler.
 */
export function billingErrors(): BillingErrors {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  return (error, _request, response, next) => {
    if (!isBillingError(error) || response.headersSent) return next(error);
    send(response, respondProblem(error)).catch(next);
  };
}

// No web Request is built for each call: it costs more than the whole route (docs/decisions/0004).
function toBillingRequest(request: IncomingMessage, response: ServerResponse, { identify }: BillingRouterOptions): BillingRequest {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: mark === -1 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)),
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: (limit) => readBody(request, limit),
    // Express made this very object its Request before any middleware ran.
    identify: async () => await identify(request as Request),
    onClose: (listener) => void response.on('close', listener),
  };
}
