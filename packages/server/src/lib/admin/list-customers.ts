import type { AdminCustomerRow } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { accessUntilOf } from '../subscription/account-state.ts';
import { deriveSubscription } from '../subscription/derive.ts';
import { isoOf } from '../subscription/instant.ts';
import type { Snapshot } from '../subscription/snapshot.ts';
import { pageOf, USUAL_PAGE } from './page-of.ts';

export interface CustomerSearch {
  /** How their ids begin. */
  readonly search?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** Customers of whom anything is known, in the order of their ids. A page reads no more than its own rows. */
export async function listCustomers(context: Context, { search = '', after, limit = USUAL_PAGE }: CustomerSearch) {
  const { store } = context;
  const [found, now] = await Promise.all([findIds(context, { search, after, limit }), store.now()]);
  const { rows: ids, next } = pageOf(found, limit, (id) => id);
  const snapshots = await Promise.all(ids.map((id) => store.snapshots.read(id)));
  return { rows: snapshots.filter((snapshot) => snapshot !== null).map((snapshot) => rowOf(context, snapshot, now)), next };
}

// Ids that begin alike lie together, and the text itself is the first of them.
async function findIds(
  { store }: Context,
  { search, after, limit }: CustomerSearch & { search: string; limit: number },
): Promise<string[]> {
  const isFirst = after === undefined;
  const exact = isFirst && search !== '' && (await store.snapshots.read(search)) !== null ? [search] : [];
  const more = await store.snapshots.list({ after: after ?? search, limit: limit + 1 });
  return [...exact, ...more.filter((id) => id.startsWith(search))];
}

function rowOf({ catalog, settings }: Context, snapshot: Snapshot, now: number): AdminCustomerRow {
  const { customerId, providerCustomerId, syncedAt } = snapshot;
  const derived = deriveSubscription(snapshot, { catalog, pastDueGraceMs: settings.pastDueGraceMs, now });
  return {
    ...{ customerId, tier: derived.tier, status: derived.subscription.status, accessUntil: accessUntilOf(derived), providerCustomerId },
    syncedAt: syncedAt === null ? null : isoOf(syncedAt),
  };
}
