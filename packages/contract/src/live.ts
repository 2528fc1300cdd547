import * as v from 'valibot';

/** One message of `GET /live`: read the state again unless it is known in this version and mode. */
export const LiveMessage = v.object({
  version: v.number(),
  /** Whether the provider is away. It changes for every customer at once, so it raises nobody's version. */
  degraded: v.boolean(),
});
export type LiveMessage = v.InferOutput<typeof LiveMessage>;

/** Name of the server-sent event that carries a `LiveMessage`. */
export const LIVE_EVENT = 'state';
