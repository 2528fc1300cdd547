import type { IncomingMessage, ServerResponse } from 'node:http';
import { BillingError } from '@plimsoll/contract';
import type { Request } from 'express';
import type { Identity } from '../identity.ts';
import { commitSurely } from '../usage/commit-surely.ts';
import type { Reservation, Usage } from '../usage/usage.ts';

/** Express middleware of the kit: works in Express 4 and 5. */
export type MeterMiddleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

export interface MeterGateOptions {
  /** Who is asking, as for `billingRouter`. */
  readonly identify: (request: Request) => Identity | null | Promise<Identity | null>;
}

/** Holds units for a route: `requireMeter('tokens', 500)`. @default 1 unit */
export type RequireMeter<M extends string> = (meter: M, units?: number) => MeterMiddleware;

/**
 * Makes a gate for routes. Units are held before the handler runs, committed once it has answered below 400 (a handler that learns the
 * amount says it with `setUnits(response, n)`), and released otherwise, also when the caller goes away. A reached limit goes to `next`
 * as a `BillingError`, for `billingErrors()`.
 */
export function meterGate<M extends string>({ usage }: { usage: Usage<M> }, { identify }: MeterGateOptions): RequireMeter<M> {
  return (meter, units = 1) =>
    (request, response, next) => {
      hold(usage, { meter, units, identify, request: request as Request })
        .then((reservation) => {
          // The caller may have gone while the units were being held; then nobody would hear of its end.
          if (response.closed) return usage.release(reservation);
          settleWith(usage, reservation, response);
          next();
        })
        .catch(next);
    };
}

const actualUnits = new WeakMap<ServerResponse, number>();

/** Says how many units the work behind this response really took; 0 releases them all. */
export function setUnits(response: ServerResponse, units: number): void {
  actualUnits.set(response, units);
}

interface Asked<M extends string> extends MeterGateOptions {
  readonly meter: M;
  readonly units: number;
  readonly request: Request;
}

async function hold<M extends string>(usage: Usage<M>, { meter, units, identify, request }: Asked<M>): Promise<Reservation> {
  const identity = await identify(request);
  if (identity === null) throw new BillingError('unauthenticated', 'identify() knows nobody in this request.');
  return await usage.reserve({ customerId: identity.customerId, userId: identity.userId, meter, units });
}

// 'close' follows every answer, and comes alone when the caller has gone before it was sent.
function settleWith(usage: Pick<Usage, 'commit' | 'release'>, reservation: Reservation, response: ServerResponse): void {
  response.once('close', () => {
    const units = actualUnits.get(response) ?? reservation.units;
    const worked = response.writableFinished && response.statusCode < 400 && units > 0;
    // A settlement that is lost here ends by itself: the reservation expires, and its units return.
    void (worked ? commitSurely(usage, reservation, units) : usage.release(reservation)).catch(() => undefined);
  });
}
