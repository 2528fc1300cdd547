import * as v from 'valibot';

/** One message of `GET /live`: the customer's state changed and should be read again. */
export const LiveMessage = v.object({ version: v.number() });
export type LiveMessage = v.InferOutput<typeof LiveMessage>;

/** Name of the server-sent event that carries a `LiveMessage`. */
export const LIVE_EVENT = 'state';
