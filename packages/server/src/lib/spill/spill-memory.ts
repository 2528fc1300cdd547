import type { Policy } from '../ledger/command.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { createOpenHolds, type OpenHolds } from './open-holds.ts';
import { createRecentMap } from './recent-map.ts';
import type { SpillSubject, StoreAnswer } from './spill.ts';

const MOST_CUSTOMERS = 10_000;
const MOST_HOLDS = 10_000;

/** What this process remembers of the store's answers, for the time when there are none. */
export interface SpillMemory {
  readonly holds: OpenHolds;
  learn(answer: StoreAnswer): void;
  /** What applies to a customer whose last answer had no limit; null for everyone else. */
  recall(usage: SpillSubject): Policy | null;
  /** The store's clock in milliseconds, as far as it is known. */
  now(): number;
}

export function createSpillMemory({ now }: Pick<Runtime, 'now'>): SpillMemory {
  const unlimited = createRecentMap<StoreAnswer['policyAt']>(MOST_CUSTOMERS);
  const holds = createOpenHolds(MOST_HOLDS);
  // How far the store's clock is ahead of the host's: windows go by the store's, which cannot be read while it is away.
  let ahead = 0;

  function learnHold({ usage, result, now }: StoreAnswer): void {
    if (result.ok && isOpen(result.entry)) holds.keep({ entry: result.entry, local: false }, now);
    else if (result.ok || result.reason === 'resolved' || result.reason === 'not_found') holds.forget(usage);
  }

  return {
    holds,
    now: () => now() + ahead,
    learn(answer) {
      ahead = answer.now - now();
      const policy = answer.policyAt(answer.now);
      if (policy !== null && isUnlimited(policy)) unlimited.set(keyOf(answer.usage), answer.policyAt);
      else unlimited.delete(keyOf(answer.usage));
      learnHold(answer);
    },
    recall(usage) {
      const policy = unlimited.get(keyOf(usage))?.(now() + ahead) ?? null;
      return policy !== null && isUnlimited(policy) ? policy : null;
    },
  };
}

function keyOf({ customerId, meter }: SpillSubject): string {
  return `${customerId}\u0000${meter}`;
}

function isUnlimited({ limits }: Policy): boolean {
  return limits.every(({ units }) => units === null);
}

function isOpen({ kind, state, policy }: Entry): boolean {
  return kind === 'reserve' && state === 'reserved' && policy !== null && isUnlimited(policy);
}
