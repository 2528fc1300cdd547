import { BillingError } from '@plimsoll/contract';
import { withDeadline } from '../deadline.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** Begins a round and waits for it so many milliseconds at the most. Gives whether more is waiting. */
export type BoundedRound = (deadlineMs: number) => Promise<boolean>;

// A round that hangs for good (a connection that nobody ends) must not keep its work from going on, nor pile up others behind it.
const GIVEN_UP_MS = 60_000;

/** Nothing of a round that hangs can be stopped; it is left behind, and what it leased comes free by itself. Another begins a minute later at the earliest. */
export function boundRound(name: string, { round, runtime }: { round: () => Promise<boolean>; runtime: Runtime }): BoundedRound {
  let overdueSince: number | null = null;

  return async (deadlineMs) => {
    if (overdueSince !== null && runtime.now() - overdueSince < GIVEN_UP_MS) return false;
    let ended = false;
    const work = attempt(round).finally(() => {
      ended = true;
      overdueSince = null;
    });
    const error = () =>
      new BillingError('internal', `The background work "${name}" did not end within ${deadlineMs} ms; the rest goes on.`);
    try {
      return await withDeadline(work, { runtime, ms: deadlineMs, error });
    } finally {
      if (!ended) overdueSince = runtime.now();
    }
  };
}

// Asynchronous, so that a round that throws before it waits for anything is a failure like any other.
async function attempt(round: () => Promise<boolean>): Promise<boolean> {
  return await round();
}
