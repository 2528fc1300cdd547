import type { ProviderSubscription } from '../../../src/index.ts';
import type { Stage } from '../actors/stage.ts';
import { catalog } from '../catalog.ts';
import { CREDITS } from '../oracle/sums.ts';

/** Holds what the store knows of every subscription against the provider, version for version. */
export async function auditSnapshots({ customers, truth, model, world }: Stage, check: string): Promise<void> {
  for (const customerId of customers) {
    const snapshot = await truth.snapshots.read(customerId);
    const real = model.subscriptionsOf(customerId);
    for (const statement of real) {
      const row = snapshot?.rows.find(({ id }) => id === statement.id);
      if (row === undefined || factsOf(row) !== factsOf(statement))
        world.violate(
          check,
          `${customerId}: the provider says ${factsOf(statement)}, the store ${row === undefined ? 'nothing' : factsOf(row)}`,
        );
      if (row !== undefined && row.windowStart !== statement.periodStart)
        world.violate('a-window-begins-with-its-period', `${row.id}: ${row.windowStart}, the period began at ${statement.periodStart}`);
    }
  }
}

function factsOf({ id, tier, status, periodStart, periodEnd, cancelAt, endedAt, scheduledTier, modifiedAt }: ProviderSubscription): string {
  return JSON.stringify({ id, tier, status, periodStart, periodEnd, cancelAt, endedAt, scheduledTier, modifiedAt });
}

/** All rows of all customers as one text. */
export async function readRows({ customers, truth }: Stage): Promise<string> {
  const snapshots = await Promise.all(customers.map((customerId) => truth.snapshots.read(customerId)));
  return JSON.stringify(snapshots.map((snapshot) => snapshot?.rows ?? []));
}

/** Each paid order of a pack is granted once. */
export async function auditCredits({ customers, model, truth, world }: Stage): Promise<void> {
  for (const customerId of customers) {
    const orders = model.parties.get(customerId)?.orders ?? [];
    const paid = orders.reduce((sum, { order }) => sum + (catalog.packs[order.item ?? '']?.units ?? 0), 0);
    const [account] = await truth.ledger.readAccounts([{ customerId, meter: 'jobs', window: CREDITS }]);
    if (account?.granted !== paid)
      world.violate('an-order-counts-once', `${customerId} paid for ${paid} units and was granted ${account?.granted}`);
  }
}
