import type { ProviderEvent, ProviderSubscription, Store } from '../../../src/index.ts';
import { compareInstants } from '../../../src/lib/subscription/instant.ts';
import type { World } from '../engine/world.ts';
import type { Model } from '../provider/model.ts';

type SnapshotStore = Store['snapshots'];

/** Holds every written snapshot against what the provider stated, and every finished webhook against the snapshots. */
export interface SnapshotWatch {
  over(store: SnapshotStore): SnapshotStore;
  customerRead(customerId: string): void;
  finished(event: ProviderEvent, receivedAt: number): void;
  /** Every tier that the provider ever said a customer has. */
  tiersEver(customerId: string): ReadonlySet<string>;
}

export function createSnapshotWatch(world: World, model: Model): SnapshotWatch {
  const rowsOf = new Map<string, readonly ProviderSubscription[]>();
  const readAt = new Map<string, number>();

  function judgeRow(row: ProviderSubscription, before: ProviderSubscription | undefined): void {
    if (before !== undefined && compareInstants(row.modifiedAt, before.modifiedAt) < 0)
      world.violate('state-never-goes-back', `${row.id} went from ${before.modifiedAt} to ${row.modifiedAt}`);
    const versions = [...model.parties.values()].flatMap(({ subscriptions }) => subscriptions.get(row.id) ?? []);
    if (!versions.some(({ statement }) => isSame(statement, row)))
      world.violate('a-snapshot-holds-what-the-provider-said', `nobody ever stated ${JSON.stringify(row)}`);
  }

  return {
    over: (store) => ({
      ...store,
      async write(snapshot, expectedRevision) {
        const written = await store.write(snapshot, expectedRevision);
        if (!written) return written;
        const before = rowsOf.get(snapshot.customerId) ?? [];
        rowsOf.set(snapshot.customerId, snapshot.rows);
        for (const row of snapshot.rows)
          judgeRow(
            row,
            before.find(({ id }) => id === row.id),
          );
        const lost = before.find(({ id }) => !snapshot.rows.some((row) => row.id === id));
        if (lost !== undefined) world.violate('absence-is-not-evidence', `the row ${lost.id} of ${snapshot.customerId} is gone`);
        return written;
      },
    }),
    customerRead: (customerId) => void readAt.set(customerId, world.now()),
    finished({ id, effect, customerId }, receivedAt) {
      if (effect.kind === 'reread' && customerId !== null && (readAt.get(customerId) ?? 0) < receivedAt)
        world.violate(
          'a-reread-begins-after-its-event',
          `${id} came at ${receivedAt}, the last reading began at ${readAt.get(customerId)}`,
        );
      if (effect.kind !== 'subscription') return;
      const { subscription } = effect;
      const known = [...rowsOf.values()].flat().find((row) => row.id === subscription.id);
      if (known === undefined || compareInstants(known.modifiedAt, subscription.modifiedAt) < 0)
        world.violate(
          'a-finished-webhook-was-applied',
          `${id} says ${subscription.modifiedAt} of ${subscription.id}, the store ${known?.modifiedAt}`,
        );
    },
    tiersEver(customerId) {
      const versions = [...(model.parties.get(customerId)?.subscriptions.values() ?? [])].flat();
      return new Set(versions.flatMap(({ statement: { tier, scheduledTier } }) => [tier ?? [], scheduledTier ?? []].flat()));
    },
  };
}

function isSame(a: ProviderSubscription, b: ProviderSubscription): boolean {
  const names = [
    'id',
    'customerId',
    'tier',
    'status',
    'periodStart',
    'periodEnd',
    'trialEnd',
    'cancelAt',
    'endedAt',
    'modifiedAt',
  ] as const;
  return names.every((name) => a[name] === b[name]);
}
