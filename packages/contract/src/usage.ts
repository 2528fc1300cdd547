import * as v from 'valibot';

export const UsageInterval = v.picklist(['hour', 'day', 'month']);
export type UsageInterval = v.InferOutput<typeof UsageInterval>;

const UsageBucket = v.object({
  /** Start of the bucket, ISO 8601 in UTC. */
  start: v.string(),
  units: v.number(),
  /** Set when the history is split by user. */
  userId: v.optional(v.string()),
});
/** Units that were committed in one interval. */
export type UsageBucket = v.InferOutput<typeof UsageBucket>;

/** What `GET /usage` gives: committed units of one meter, oldest first. Intervals without usage are present with 0 unless split by user. */
export const UsageHistory = v.object({
  meter: v.string(),
  interval: UsageInterval,
  from: v.string(),
  to: v.string(),
  buckets: v.array(UsageBucket),
});
export type UsageHistory = v.InferOutput<typeof UsageHistory>;
