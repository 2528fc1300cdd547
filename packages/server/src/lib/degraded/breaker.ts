/** Consecutive failures after which a breaker opens. */
export const FAILURES_TO_OPEN = 3;

/** Whether calls of one kind go through. Plain data; `nextBreaker` is the whole machine. */
export interface Breaker {
  readonly open: boolean;
  readonly failures: number;
}

export const closedBreaker: Breaker = { open: false, failures: 0 };

export type BreakerEvent = 'succeeded' | 'failed' | 'probe-succeeded' | 'probe-failed';

/** The breaker after an event. Only a probe closes an open one, so one call per interval meets a provider that is away. Pure. */
export function nextBreaker(breaker: Breaker, event: BreakerEvent): Breaker {
  switch (event) {
    case 'succeeded':
      return breaker.open ? breaker : closedBreaker;
    case 'failed': {
      const failures = breaker.failures + 1;
      return { open: breaker.open || failures >= FAILURES_TO_OPEN, failures };
    }
    case 'probe-succeeded':
      return closedBreaker;
    case 'probe-failed':
      return { open: true, failures: breaker.failures + 1 };
    default:
      return event satisfies never;
  }
}
