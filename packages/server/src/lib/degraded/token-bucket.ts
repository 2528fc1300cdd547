/** Requests that may be made, flowing in over time. Times are milliseconds. */
export interface TokenBucket {
  /** What is there; below zero after more was spent than there was. */
  level(now: number): number;
  /** How long until background work may take so many; 0 is now. A bucket smaller than that gives all it has. */
  waitFor(requests: number, now: number): number;
  /** Sets so many aside for background work, which will spend them. */
  promise(requests: number, now: number): void;
  /** Takes so many, whatever is there. What was promised goes first, so that each request is counted once, whoever makes it. */
  spend(requests: number, now: number): void;
}

/** A bucket that begins full. */
export function createTokenBucket({ size, perMs, lowest }: { size: number; perMs: number; lowest: number }): TokenBucket {
  let left = size;
  let promised = 0;
  let filledAt: number | null = null;

  function fill(now: number): void {
    left = Math.min(size, left + Math.max(0, now - (filledAt ?? now)) * perMs);
    filledAt = now;
  }

  return {
    level(now) {
      fill(now);
      return left;
    },
    waitFor(requests, now) {
      fill(now);
      return Math.max(0, Math.ceil((Math.min(requests, size) - left) / perMs));
    },
    promise(requests, now) {
      fill(now);
      left -= requests;
      // Bounded: a promise that came to no request must not let an endless row of others go for nothing.
      promised = Math.min(size, promised + requests);
    },
    spend(requests, now) {
      fill(now);
      const free = Math.min(promised, requests);
      promised -= free;
      left = Math.max(lowest, left - (requests - free));
    },
  };
}
