import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { applyOrders } from '../payments/apply-orders.ts';
import { createSyncMeasure } from '../telemetry/measure-sync.ts';
import { applyStatements } from './apply-statements.ts';
import type { Snapshot } from './snapshot.ts';
import type { Sync, SyncSource } from './sync.ts';

interface Flight {
  readonly current: Promise<Snapshot>;
  next?: Promise<Snapshot>;
}

/** A reading that has begun may have missed what just happened, so a wish that comes meanwhile shares the reading after it. */
export function createSync(contextOf: () => Context): Sync {
  const flights = new Map<string, Flight>();
  const measure = createSyncMeasure(contextOf);

  function fly(customerId: string, source: SyncSource, cause: ChangeSource): Promise<Snapshot> {
    const current = measure(customerId, source, () => fetchCustomer(contextOf(), customerId, cause)).finally(() => {
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

async function fetchCustomer(context: Context, customerId: string, cause: ChangeSource): Promise<Snapshot> {
  const { provider, availability } = context;
  const customer = await availability.call('read', () => provider.readCustomer(customerId));
  const { snapshot, unexplained } = await applyStatements(context, {
    customerId,
    providerCustomerId: customer?.providerCustomerId ?? null,
    subscriptions: customer?.subscriptions ?? [],
    source: 'read',
    complete: true,
    cause,
  });
  await applyOrders(context, customerId, customer?.orders ?? []);
  if (unexplained.length === 0) return snapshot;
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
  return applied.snapshot;
}
