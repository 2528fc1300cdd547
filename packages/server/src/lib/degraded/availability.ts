import { BillingError, isBillingError } from '@plimsoll/contract';
import type { Alert } from '../alert.ts';
import type { Provider } from '../provider.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { RecordStore } from '../store.ts';
import type { StoreClock } from '../store-clock.ts';
import { createBreakers, OPERATION_KINDS, type OperationKind } from './breakers.ts';
import { type BudgetSummary, createBudget } from './budget.ts';
import { createContactRecord } from './contact-record.ts';
import { dateNow, type Moment } from './moment.ts';

// The requests that a usual call of each kind comes to. Too many is safe: the budget then holds back a little early.
const REQUESTS: Record<OperationKind, number> = { read: 3, write: 2, ingest: 1 };
// What Polar publishes for an organisation; a provider that says nothing is treated alike.
const USUAL_REQUESTS_PER_MINUTE = 500;

const LEASE_KEY = 'provider-probe';

export type { OperationKind };

/** Whether the provider answers. Every call to it goes through `call`. */
export interface Availability {
  /** Runs a call unless its breaker is open. Rejects with `provider_unavailable` while it is. */
  call<T>(kind: OperationKind, work: () => Promise<T>): Promise<T>;
  /**
   * Waits until the budget has room for one more background call of this kind; people's calls never ask. Usage goes before other
   * background work, since one request tells of hundreds of events. Rejects with `provider_unavailable` when it is better put off.
   */
  turn(kind: OperationKind): Promise<void>;
  /** Whether calls of a kind go through. @default reads */
  reachable(kind?: OperationKind): boolean;
  /** What the provider's rate limit leaves to this process. */
  budget(): BudgetSummary;
  /** When the provider last answered, in milliseconds of the store's clock; null when it never did. */
  lastContactAt(): number | null;
  /** Asks the provider, once per interval and installation; learns what another instance found. To be called more often than that. */
  probe(): Promise<void>;
}

export interface AvailabilityOptions {
  readonly provider: Provider;
  readonly records: RecordStore;
  readonly runtime: Runtime;
  /** By which instances compare what they found, and customers are kept. */
  readonly clock: Pick<StoreClock, 'read'>;
  readonly probeIntervalMs: number;
  /** @default the provider's limit. Several instances that share a provider take a share each */
  readonly requestsPerMinute?: number;
  readonly alert: (alert: Alert) => void;
  /** Called when the provider goes away or comes back. */
  readonly onTurn: () => void;
  /** Called for each call that is not made because the provider is away. */
  readonly onSkip?: (kind: OperationKind) => void;
}

/** Breakers that a probe alone closes, and a budget, around one provider. */
export function createAvailability(options: AvailabilityOptions): Availability {
  const { provider, records, runtime, clock, probeIntervalMs } = options;
  const requestsPerMinute = options.requestsPerMinute ?? provider.limits?.requestsPerMinute ?? USUAL_REQUESTS_PER_MINUTE;
  const budget = createBudget({ runtime, requestsPerMinute });
  const contact = createContactRecord(records);
  const breakers = createBreakers((reachable) => {
    options.alert(turned(reachable, { provider: provider.id, lastContactAt: contact.lastAt() }));
    options.onTurn();
  });

  /** The provider answered just now. A date that the store cannot give is not made up. */
  function noteContact(): Moment {
    const moment = dateNow(clock);
    moment.dated.then(contact.note, () => {});
    return moment;
  }

  async function ask(): Promise<void> {
    budget.spend(1);
    const answered = await provider.probe().then(
      () => true,
      (error: unknown) => !isFault(error),
    );
    const moment = answered ? noteContact() : dateNow(clock);
    // What was found counts, whatever the store does now.
    if (!answered) await contact.read().catch(() => null);
    breakers.note(OPERATION_KINDS, answered ? 'probe-succeeded' : 'probe-failed', moment);
    await contact.publish({ askedAt: await moment.dated, reachable: answered });
  }

  async function learn(): Promise<void> {
    const found = await contact.read();
    if (found === null) return;
    // What was found before a call of our own ended says nothing against that call.
    breakers.note(breakers.unheardSince(found.askedAt), found.reachable ? 'probe-succeeded' : 'probe-failed', { at: found.askedAt });
  }

  return {
    async call(kind, work) {
      if (breakers.isOpen(kind)) {
        options.onSkip?.(kind);
        throw away(provider, probeIntervalMs);
      }
      budget.spend(REQUESTS[kind]);
      try {
        const result = await work();
        breakers.note([kind], 'succeeded', noteContact());
        return result;
      } catch (error) {
        breakers.note([kind], isFault(error) ? 'failed' : 'succeeded', dateNow(clock));
        budget.pause(askedToWait(error));
        throw error;
      }
    },
    reachable: (kind = 'read') => !breakers.isOpen(kind),
    turn: (kind) => budget.turn(REQUESTS[kind], { first: kind === 'ingest' }),
    budget: () => budget.summary(),
    lastContactAt: () => contact.lastAt(),
    async probe() {
      // The lease ends by itself: whoever dies while it asks holds up the next probe by one interval at most.
      const leased = await records.write(LEASE_KEY, { value: null, expectedRevision: 0, ttlMs: probeIntervalMs });
      await (leased ? ask() : learn());
    },
  };
}

function turned(reachable: boolean, context: Alert['context']): Alert {
  return reachable ? { priority: 'hour', code: 'provider_back', context } : { priority: 'immediate', code: 'provider_away', context };
}

/** Milliseconds for which the provider wants no calls; 0 when it said nothing of the kind. */
function askedToWait(error: unknown): number {
  return isBillingError(error, 'provider_unavailable') ? (error.retryAfterMs ?? 0) : 0;
}

// Being asked to slow down (a refusal that says when to come back) is an answer, not an absence.
function isFault(error: unknown): boolean {
  return isBillingError(error, 'provider_unavailable') && error.retryAfterMs === undefined;
}

function away(provider: Provider, retryAfterMs: number): BillingError {
  return new BillingError('provider_unavailable', `${provider.name} did not answer lately; calls wait for the next probe.`, {
    retryAfterMs,
  });
}
