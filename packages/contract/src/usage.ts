import * as v from 'valibot';

export const UsageInterval = v.picklist(['hour', 'day', 'month']);
export type UsageInterval = v.InferOutput<typeof UsageInterval>;

const UsageBucket = v.object({
  /** Start of the bucket, ISO 8601 in UTC. */
  start: v.string(),
  units: v.number(),
  /**
   * Set when the history is split by user: the user who acted, empty where none was named. In a split history a bucket
   * without it is what all the smaller users did together.
   */
  userId: v.optional(v.string()),
});
/** Units that were committed in one interval. */
export type UsageBucket = v.InferOutput<typeof UsageBucket>;

/**
 * What `GET /usage` gives: committed units of one meter, oldest first. Intervals without usage are present with 0 unless split
 * by user. However long the span, there are at most 500 buckets, and their sum is exact.
 */
export const UsageHistory = v.object({
  meter: v.string(),
  /** The one asked for, or the next coarser one where that would make too many buckets (over 500 intervals; over 100 split by user). */
  interval: UsageInterval,
  from: v.string(),
  to: v.string(),
  buckets: v.array(UsageBucket),
});
export type UsageHistory = v.InferOutput<typeof UsageHistory>;
