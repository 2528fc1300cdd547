import type { SubscriptionRow } from '../../subscription/snapshot.ts';
import { PRODUCTS, type Tier } from './promise-catalog.ts';
import type { PromiseWorld } from './promise-world.ts';

const DAY_MS = 86_400_000;

/** A row of a subscription in the middle of its month. */
export function rowOf({ now }: Pick<PromiseWorld, 'now'>, customerId: string, change: Partial<SubscriptionRow> = {}): SubscriptionRow {
  const iso = (ms: number) => new Date(now() + ms).toISOString();
  const start = iso(-10 * DAY_MS);
  return {
    ...{ id: `sub of ${customerId}`, providerCustomerId: `cus of ${customerId}`, customerId, tier: 'pro', productId: PRODUCTS.pro },
    ...{ status: 'active', periodStart: start, periodEnd: iso(20 * DAY_MS), trialEnd: null, cancelAt: null, endedAt: null },
    ...{ scheduledTier: null, modifiedAt: start, windowStart: start },
    ...change,
  };
}

/** What is known of a customer before anything of it was read, as if it had bought a tier long ago. */
export async function givenTier(world: PromiseWorld, customerId: string, tier: Tier): Promise<void> {
  const rows = tier === 'free' ? [] : [rowOf(world, customerId, { tier, productId: PRODUCTS[tier] })];
  const known = {
    customerId,
    provider: 'polar',
    providerCustomerId: rows[0]?.providerCustomerId ?? null,
    rows,
    syncedAt: world.now(),
    revision: 0,
  };
  if (!(await world.store.snapshots.write(known, 0))) throw new Error(`${customerId} is known already.`);
}
