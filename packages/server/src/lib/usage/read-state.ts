import type { BillingState } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { readStanding, type Standing } from '../subscription/read-standing.ts';
import { readBalances } from './read-balances.ts';

/** Everything that a dashboard shows about a customer, as `GET /state` gives it. */
export async function readState(context: Context, viewer: { customerId: string; canManageBilling: boolean }): Promise<BillingState> {
  // The version is read first: a change that comes meanwhile is then announced with a later one, and read again.
  const version = await context.store.changes.version(viewer.customerId);
  const standing = await readStanding(context, viewer.customerId);
  const meters = await readBalances(context, standing, Object.keys(context.catalog.meters));
  return { version, ...viewOf(context, standing), meters, canManageBilling: viewer.canManageBilling };
}

function viewOf({ catalog, provider }: Context, { customerId, tier, subscription, mode, asOf }: Standing) {
  return {
    ...{ customerId, tier, subscription, mode, asOf },
    features: [...(catalog.tiers[tier]?.features ?? [])],
    provider: { name: provider.name, portal: provider.capabilities.portal },
  };
}
