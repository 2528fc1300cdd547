import type { RouteInput, RouteKey } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import type { Identity } from '../identity.ts';
import type { BillingRequest, BillingResponse } from './request.ts';

/** One request after all checks: the input is parsed, and who asks is known where the route demands it. */
export interface Call<K extends RouteKey> {
  readonly request: BillingRequest;
  readonly identity: Identity | null;
  readonly input: RouteInput<K>;
  readonly parameter: string;
}

/** The same for a route that only a signed-in customer, or an operator, reaches. */
export interface CustomerCall<K extends RouteKey> extends Call<K> {
  readonly identity: Identity;
}

export type RouteHandler<K extends RouteKey> = (context: Context, call: Call<K>) => Promise<BillingResponse>;
