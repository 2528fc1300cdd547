import { type BillingState, featureValuesOf } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { readStanding, type Standing } from '../subscription/read-standing.ts';
import { earlierVersionOf, termsOf } from '../subscription/terms-of.ts';
import { readBalances } from './read-balances.ts';

/** Everything that a dashboard shows about a customer, as `GET /state` gives it. */
export async function readState(context: Context, viewer: { customerId: string; canManageBilling: boolean }): Promise<BillingState> {
  // The version is read first: a change that comes meanwhile is then announced with a later one, and read again.
  const version = await context.store.changes.version(viewer.customerId);
  const standing = await readStanding(context, viewer.customerId);
  const meters = await readBalances(context, standing, Object.keys(context.catalog.meters));
  return { version, ...viewOf(context, standing), meters, canManageBilling: viewer.canManageBilling };
}

function viewOf({ catalog, catalogView, provider, settings }: Context, standing: Standing) {
  const { customerId, tier, subscription, mode, asOf } = standing;
  const terms = termsOf({ catalog }, standing);
  const { portal, payments = false, invoices = false } = provider.capabilities;
  const withValues = catalogView.features.filter(({ id, values }) => values !== undefined && terms?.features?.includes(id));
  return {
    ...{ customerId, tier, subscription, mode, asOf },
    warnAt: [...settings.warnAt],
    tierVersion: earlierVersionOf({ catalog }, standing),
    features: [...(terms?.features ?? [])],
    featureValues: Object.fromEntries(withValues.map((feature) => [feature.id, [...featureValuesOf(terms ?? {}, feature)]])),
    provider: { name: provider.name, portal, payments, invoices },
  };
}
