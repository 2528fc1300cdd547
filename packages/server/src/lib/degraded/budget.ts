import { BillingError } from '@plimsoll/contract';
import type { Runtime } from '../runtime/runtime.ts';
import { createTokenBucket } from './token-bucket.ts';

// Background work alone keeps to 80 % of the limit in any minute (a full bucket and what flows in), so a fifth is always left to people.
const INFLOW_SHARE = 0.7;
const BUCKET_SHARE = 0.1;
const SMALLEST_BUCKET = 6;
const LONGEST_WAIT_MS = 5_000;
const LEAST_RETRY_MS = 1_000;
const MINUTE_MS = 60_000;

export interface BudgetSummary {
  /** The provider's limit that this budget keeps to. */
  readonly requestsPerMinute: number;
  /** Requests that background work may make at once; below zero when people need all of it. */
  readonly left: number;
  /** Background work that waits for its turn. */
  readonly waiting: number;
}

/**
 * Requests that this process makes to the provider, as one token bucket. People's calls are counted and never wait; background work
 * waits until there is room beside them. Other processes are not counted: `requestsPerMinute` is then this one's share of the
 * provider's limit, and a 429 with its Retry-After is what stops them all together.
 */
export interface Budget {
  /** Counts requests that are made now, whatever is left. */
  spend(requests: number): void;
  /**
   * Resolves when background work may make a call of so many requests: in the order of asking, `first` before all others. The call
   * itself is to be counted with `spend` as every other. Rejects with `provider_unavailable` when it is better put off.
   */
  turn(requests: number, options?: { first?: boolean }): Promise<void>;
  /** The provider asked to slow down: background work waits for so many milliseconds. */
  pause(ms: number): void;
  summary(): BudgetSummary;
}

interface Waiter {
  readonly requests: number;
  readonly go: () => void;
}

/** A budget that begins full. */
export function createBudget({ runtime, requestsPerMinute }: { runtime: Runtime; requestsPerMinute: number }): Budget {
  const bucket = createTokenBucket({
    size: Math.max(SMALLEST_BUCKET, requestsPerMinute * BUCKET_SHARE),
    perMs: (requestsPerMinute * INFLOW_SHARE) / MINUTE_MS,
    // So that a rush of people's calls does not stop background work for longer than about a minute and a half.
    lowest: -requestsPerMinute,
  });
  let queue: readonly Waiter[] = [];
  let pausedUntil = 0;
  let cancel = () => {};

  const waitFor = (requests: number) => Math.max(bucket.waitFor(requests, runtime.now()), pausedUntil - runtime.now());

  function serve(): void {
    cancel();
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const delay = waitFor(next.requests);
      if (delay > 0) {
        cancel = runtime.later(serve, delay);
        return;
      }
      queue = queue.slice(1);
      bucket.promise(next.requests, runtime.now());
      next.go();
    }
  }

  function join(waiter: Waiter, first: boolean): () => void {
    queue = first ? [waiter, ...queue] : [...queue, waiter];
    return () => {
      queue = queue.filter((other) => other !== waiter);
    };
  }

  return {
    spend: (requests) => bucket.spend(requests, runtime.now()),
    turn(requests, { first = false } = {}) {
      return new Promise((resolve, reject) => {
        const stopWaiting = runtime.later(() => {
          leave();
          reject(putOff(Math.max(LEAST_RETRY_MS, waitFor(requests))));
        }, LONGEST_WAIT_MS);
        const go = () => {
          stopWaiting();
          resolve();
        };
        const leave = join({ requests, go }, first);
        serve();
      });
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, runtime.now() + ms);
    },
    summary: () => ({ requestsPerMinute, left: Math.floor(bucket.level(runtime.now())), waiting: queue.length }),
  };
}

function putOff(retryAfterMs: number): BillingError {
  return new BillingError('provider_unavailable', "The provider's rate has no room for background work now.", { retryAfterMs });
}
