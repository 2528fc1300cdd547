import { isBillingError } from '@plimsoll/contract';
import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { applyOrders } from '../payments/apply-orders.ts';
import { createSyncMeasure } from '../telemetry/measure-sync.ts';
import { type Applied, applyStatements } from './apply-statements.ts';
import { isoOf } from './instant.ts';
import type { Snapshot } from './snapshot.ts';
import type { Sync, SyncSource } from './sync.ts';
import { takesCredits } from './takes-credits.ts';

interface Flight {
  readonly current: Promise<Snapshot>;
  next?: Promise<Snapshot>;
}

/** A reading that has begun may have missed what just happened, so a wish that comes meanwhile shares the reading after it. */
export function createSync(contextOf: () => Context): Sync {
  const flights = new Map<string, Flight>();
  const measure = createSyncMeasure(contextOf);

  function fly(customerId: string, source: SyncSource, cause: ChangeSource): Promise<Snapshot> {
    const current = measure(customerId, source, () => fetchNoted(contextOf(), { customerId, source, cause })).finally(() => {
      if (flights.get(customerId)?.current === current) flights.delete(customerId);
    });
    flights.set(customerId, { current });
    return current;
  }

  return {
    customer(customerId, source, cause = { kind: 'sync', id: null, type: source }) {
      const flight = flights.get(customerId);
      if (flight === undefined) return fly(customerId, source, cause);
      flight.next ??= flight.current.then(
        () => fly(customerId, source, cause),
        () => fly(customerId, source, cause),
      );
      return flight.next;
    },
  };
}

interface Wish {
  readonly customerId: string;
  readonly source: SyncSource;
  readonly cause: ChangeSource;
}

// For operators who ask what was read when, and how that went.
async function fetchNoted(context: Context, { customerId, source, cause }: Wish): Promise<Snapshot> {
  const { syncs, runtime } = context;
  const [at, startedAt] = [isoOf(runtime.now()), runtime.monotonic()];
  const note = (outcome: 'changed' | 'unchanged' | 'failed', error: string | null) =>
    syncs.note({ at, customerId, source, outcome, durationMs: Math.round(runtime.monotonic() - startedAt), error });
  try {
    const { snapshot, changed } = await fetchCustomer(context, customerId, cause);
    note(changed ? 'changed' : 'unchanged', null);
    return snapshot;
  } catch (error) {
    // Whoever was erased is written down nowhere.
    if (!isBillingError(error, 'customer_erased')) note('failed', isBillingError(error) ? error.code : 'internal');
    throw error;
  }
}

async function fetchCustomer(context: Context, customerId: string, cause: ChangeSource): Promise<Pick<Applied, 'snapshot' | 'changed'>> {
  const { provider, availability } = context;
  const customer = await availability.call('read', () => provider.readCustomer(customerId));
  const credits = customer !== null && takesCredits(context) ? await availability.call('read', () => provider.readCredits(customerId)) : [];
  const { snapshot, changed, unexplained } = await applyStatements(context, {
    customerId,
    credits,
    providerCustomerId: customer?.providerCustomerId ?? null,
    subscriptions: customer?.subscriptions ?? [],
    source: 'read',
    complete: true,
    cause,
  });
  await applyOrders(context, { customerId, orders: customer?.orders ?? [], cause });
  if (unexplained.length === 0) return { snapshot, changed };
  const statements = await Promise.all(unexplained.map(({ id }) => availability.call('read', () => provider.readSubscription(id))));
  const subscriptions = statements.filter((statement) => statement !== null);
  const applied = await applyStatements(context, {
    customerId,
    providerCustomerId: undefined,
    subscriptions,
    source: 'read',
    complete: false,
    cause,
  });
  return { snapshot: applied.snapshot, changed: changed || applied.changed };
}
