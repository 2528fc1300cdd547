import type { Policy, PolicyLimit } from './command.ts';
import type { Entry } from './entry.ts';

/**
 * What rules a reservation when more is asked of it or when it ends. Its units stay in the windows in which they were admitted. For each
 * of those the present tier says how much it holds; a window that the present tier does not count any more (it has turned, or the tier
 * counts in others) keeps its old limit. Overage goes with the primary window.
 */
export function policyNow({ policy: then }: Entry, present: Policy): Policy {
  if (then === null) return present;
  const [primary, ...others] = then.limits;
  const limitNow = (limit: PolicyLimit) => tightestIn(present, limit.window) ?? limit;
  return {
    ...present,
    limits: [limitNow(primary), ...others.map(limitNow)],
    overage: present.limits[0].window === primary.window ? present.overage : then.overage,
  };
}

// Two limits may name one window.
function tightestIn({ limits }: Policy, window: string): PolicyLimit | undefined {
  const room = ({ units }: PolicyLimit) => units ?? Number.POSITIVE_INFINITY;
  const [tightest] = limits.filter((limit) => limit.window === window).sort((a, b) => room(a) - room(b));
  return tightest;
}
