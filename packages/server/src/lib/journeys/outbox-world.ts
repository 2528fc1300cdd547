import type { Alert } from '../alert.ts';
import { type Availability, createAvailability } from '../degraded/availability.ts';
import type { UsageEvent } from '../ledger/entry.ts';
import { silentLogger } from '../logger.ts';
import type { OutboxContext } from '../outbox/outbox-context.ts';
import type { Provider, ProviderLimits, UsageReceipt } from '../provider.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { createStoreClock } from '../store-clock.ts';
import { silentRecorder } from '../telemetry/recorder.ts';

const START = Date.parse('2026-11-20T12:00:00Z');
const unexpected = () => Promise.reject(new Error('not a part of this world'));

/** A provider that a test answers for; what it does not answer for is unexpected. */
export function stubProvider(part: Partial<Provider>): Provider {
  return {
    ...{ id: 'stub', name: 'Stub', capabilities: { portal: false, usage: true, providerMeters: false }, sells: () => false },
    ...{ bindCustomer: unexpected, createCheckout: unexpected, readCheckout: unexpected, readCustomer: unexpected },
    ...{ readOrders: unexpected, openInvoice: unexpected },
    ...{ readSubscription: unexpected, cancel: unexpected, resume: unexpected, changeTier: unexpected, openPortal: unexpected },
    ...{
      sendUsage: unexpected,
      readMeters: unexpected,
      readCredits: unexpected,
      parseWebhook: unexpected,
      verify: unexpected,
      probe: async () => {},
    },
    ...part,
  };
}

/** An outbox, a provider that answers as a test says, and one clock for all. */
export function openOutboxWorld({ limits }: { limits?: ProviderLimits } = {}) {
  let clock = START;
  const alerts: Alert[] = [];
  const sent: string[][] = [];
  const known = new Set<string>();
  const store = memoryStore({ now: () => clock });
  const runtime = { ...systemRuntime, now: () => clock };
  const world = {
    ...{ alerts, sent, known },
    answer: async (events: readonly UsageEvent[]): Promise<UsageReceipt> => ({ inserted: events.length, duplicates: 0 }),
    pass(ms: number) {
      clock += ms;
    },
    /** Lets what is under way come to where it waits. */
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, 5)),
    /** So many events of one unit, named `<customer>-<number>`. */
    async use(customerId: string, count: number) {
      const policy = { limits: [{ window: 'month:2026-11', units: null }], overage: 'block' } as const;
      const spend = { kind: 'spend', customerId, userId: null, meter: 'jobs', units: 1, policy } as const;
      const ids = Array.from({ length: count }, (_, at) => `${customerId}-${at}`);
      await store.ledger.apply(ids.map((id) => ({ ...spend, id, eventId: id })));
    },
    async bind(customerId: string) {
      known.add(customerId);
      const snapshot = { customerId, provider: 'stub', providerCustomerId: `cus-${customerId}`, rows: [], syncedAt: null, revision: 0 };
      await store.snapshots.write(snapshot, 0);
    },
  };
  const provider = stubProvider({
    ...(limits === undefined ? {} : { limits }),
    sendUsage(events) {
      sent.push(events.map(({ id }) => id));
      return world.answer(events);
    },
  });
  const alert = (told: Alert) => void alerts.push(told);
  const availability: Availability = createAvailability({
    ...{ provider, records: store.records, runtime, clock: createStoreClock(store, { runtime, keepMs: 0 }), alert, onTurn: () => {} },
    probeIntervalMs: 300_000,
  });
  const context: OutboxContext = {
    provider,
    store,
    availability,
    runtime,
    alert,
    logger: silentLogger,
    wake: () => {},
    recorder: silentRecorder,
  };
  return Object.assign(world, { context });
}

export type OutboxWorld = ReturnType<typeof openOutboxWorld>;
