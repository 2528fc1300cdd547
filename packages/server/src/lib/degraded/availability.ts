import { BillingError, isBillingError } from '@plimsoll/contract';
import type { Alert } from '../alert.ts';
import type { Provider } from '../provider.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { RecordStore } from '../store.ts';
import { type Breaker, type BreakerEvent, closedBreaker, nextBreaker } from './breaker.ts';

/** Each kind of call fails on its own: a provider that cannot take usage may still sell. */
export type OperationKind = 'read' | 'write' | 'ingest';

const KINDS: readonly OperationKind[] = ['read', 'write', 'ingest'];
const CONTACT_KEY = 'provider-contact';
const LEASE_KEY = 'provider-probe';

/** Whether the provider answers. Every call to it goes through `call`. */
export interface Availability {
  /** Runs a call unless its breaker is open. Rejects with `provider_unavailable` while it is. */
  call<T>(kind: OperationKind, work: () => Promise<T>): Promise<T>;
  /** Whether reads go through. */
  reachable(): boolean;
  /** When the provider last answered, in milliseconds of the host's clock; null when it never did. */
  lastContactAt(): number | null;
  /** Asks the provider, once per interval and installation; learns what another instance found. */
  probe(): Promise<void>;
}

export interface AvailabilityOptions {
  readonly provider: Provider;
  readonly records: RecordStore;
  readonly runtime: Runtime;
  readonly probeIntervalMs: number;
  readonly alert: (alert: Alert) => void;
  /** Called when the provider goes away or comes back. */
  readonly onTurn: () => void;
}

interface Contact {
  /** When it was found, in milliseconds of the host's clock. */
  readonly askedAt: number;
  readonly reachable: boolean;
  readonly lastContactAt: number | null;
}

export function createAvailability(options: AvailabilityOptions): Availability {
  const { provider, records, runtime, probeIntervalMs } = options;
  const breakers = new Map<OperationKind, Breaker>(KINDS.map((kind) => [kind, closedBreaker]));
  const evidenceAt = new Map<OperationKind, number>();
  let lastContactAt: number | null = null;
  const breaker = (kind: OperationKind) => breakers.get(kind) ?? closedBreaker;
  const reachable = () => !breaker('read').open;

  function note(kinds: readonly OperationKind[], event: BreakerEvent, at: number = runtime.now()): void {
    const before = reachable();
    for (const kind of kinds) {
      breakers.set(kind, nextBreaker(breaker(kind), event));
      evidenceAt.set(kind, at);
    }
    if (reachable() === before) return;
    options.alert(turned(reachable(), { provider: provider.id, lastContactAt }));
    options.onTurn();
  }

  // After a restart only the store knows when the provider was last heard.
  function hear(contact: Contact | undefined): void {
    if (contact?.lastContactAt != null) lastContactAt = Math.max(lastContactAt ?? 0, contact.lastContactAt);
  }

  async function ask(): Promise<void> {
    const answered = await provider.probe().then(
      () => true,
      (error: unknown) => !isFault(error),
    );
    const stored = await records.read(CONTACT_KEY);
    hear(stored?.value as Contact | undefined);
    if (answered) lastContactAt = runtime.now();
    note(KINDS, answered ? 'probe-succeeded' : 'probe-failed');
    const value: Contact = { askedAt: runtime.now(), reachable: answered, lastContactAt };
    await records.write(CONTACT_KEY, { value, expectedRevision: stored?.revision ?? 0, ttlMs: null });
  }

  async function learn(): Promise<void> {
    const contact = (await records.read(CONTACT_KEY))?.value as Contact | undefined;
    if (contact === undefined) return;
    hear(contact);
    // What was found before a call of our own ended says nothing against that call.
    const news = KINDS.filter((kind) => (evidenceAt.get(kind) ?? 0) < contact.askedAt);
    note(news, contact.reachable ? 'probe-succeeded' : 'probe-failed', contact.askedAt);
  }

  return {
    async call(kind, work) {
      if (breaker(kind).open) throw away(provider, probeIntervalMs);
      try {
        const result = await work();
        lastContactAt = runtime.now();
        note([kind], 'succeeded');
        return result;
      } catch (error) {
        note([kind], isFault(error) ? 'failed' : 'succeeded');
        throw error;
      }
    },
    reachable,
    lastContactAt: () => lastContactAt,
    async probe() {
      const ttlMs = Math.max(1, Math.floor(probeIntervalMs * 0.9));
      const leased = await records.write(LEASE_KEY, { value: null, expectedRevision: 0, ttlMs });
      await (leased ? ask() : learn());
    },
  };
}

function turned(reachable: boolean, context: Alert['context']): Alert {
  return reachable ? { priority: 'hour', code: 'provider_back', context } : { priority: 'immediate', code: 'provider_away', context };
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
