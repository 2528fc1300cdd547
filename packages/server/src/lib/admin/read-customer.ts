import type { AdminCustomer } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import type { LevelRecords } from '../level/level-record.ts';
import { isoOf } from '../subscription/instant.ts';
import { readStanding } from '../subscription/read-standing.ts';
import type { SubscriptionRow } from '../subscription/snapshot.ts';
import { explainUsage } from '../usage/explain.ts';
import { listHeld } from './list-held.ts';
import { requireCustomer } from './require-customer.ts';

/** All that is known of one customer now, and why it stands where it stands. @throws BillingError `not_found` */
export async function readCustomer(context: Context, customerId: string): Promise<AdminCustomer> {
  const snapshot = await requireCustomer(context, customerId);
  const [version, standing, meters, reservations, told] = await Promise.all([
    context.store.changes.version(customerId),
    readStanding(context, customerId),
    explainMeters(context, customerId),
    listHeld(context, customerId),
    readTold(context, customerId),
  ]);
  const { provider, providerCustomerId, syncedAt, revision, overrides } = snapshot;
  const { tier, subscription, mode, asOf } = standing;
  return {
    ...{ customerId, version, revision, provider, providerCustomerId, tier, subscription, mode, asOf, meters, reservations, told },
    syncedAt: syncedAt === null ? null : isoOf(syncedAt),
    overrides: { tier: overrides?.tier ?? null, limits: [...(overrides?.limits ?? [])] },
    subscriptions: snapshot.rows.map(subscriptionOf),
  };
}

async function explainMeters(context: Context, customerId: string): Promise<AdminCustomer['meters']> {
  const meters = Object.keys(context.catalog.meters);
  const explained = await Promise.all(
    meters.map(async (meter) => {
      const usage = { customerId, userId: null, meter, units: 1, id: context.runtime.uuid() };
      const { balance, because } = await explainUsage(context, usage);
      const why: AdminCustomer['meters'] = balance === undefined ? {} : { [meter]: { balance, because: [...because] } };
      return why;
    }),
  );
  return Object.assign({}, ...explained);
}

function subscriptionOf(row: SubscriptionRow): AdminCustomer['subscriptions'][number] {
  const { id, tier, productId, status, periodStart, periodEnd, trialEnd, cancelAt, endedAt, modifiedAt } = row;
  const scheduledTier = row.scheduledTier ?? null;
  return { id, tier, productId, status, periodStart, periodEnd, trialEnd, cancelAt, endedAt, scheduledTier, modifiedAt };
}

interface ToldAccess {
  readonly told: Pick<NonNullable<AdminCustomer['told']['access']>, 'tier' | 'status' | 'accessUntil'> | null;
  readonly telling: object | null;
}

async function readTold({ store }: Context, customerId: string): Promise<AdminCustomer['told']> {
  const [access, levels] = await Promise.all([store.records.read(`access/${customerId}`), store.records.read(`levels/${customerId}`)]);
  const { told, telling } = (access?.value ?? { told: null, telling: null }) as ToldAccess;
  const records = Object.entries((levels?.value ?? {}) as LevelRecords);
  return {
    access: told === null ? null : { ...told, pending: telling !== null },
    levels: records.flatMap(([meter, record]) => (record.told === null ? [] : [{ meter, level: record.told.level }])),
  };
}
