import type { Catalog } from '@plimsoll/contract';
import type { Snapshot, SubscriptionRow } from '../subscription/snapshot.ts';

/** What is wrong with what we know of a customer: each a sentence. Nothing is repaired here: a person decides. Pure. */
export function validateSnapshot({ rows }: Pick<Snapshot, 'rows'>, catalog: Catalog): readonly string[] {
  return rows.flatMap((row) => [...findUnknownTier(row, catalog), ...findDisorder(row)]);
}

function findUnknownTier({ id, tier }: SubscriptionRow, catalog: Catalog): string[] {
  return tier === null || Object.hasOwn(catalog.tiers, tier)
    ? []
    : [`Subscription ${id} is of tier "${tier}", which the catalog does not have.`];
}

function findDisorder({ id, periodStart, periodEnd }: SubscriptionRow): string[] {
  const inOrder = periodStart === null || periodEnd === null || Date.parse(periodStart) < Date.parse(periodEnd);
  return inOrder ? [] : [`The period of subscription ${id} ends before it starts.`];
}
