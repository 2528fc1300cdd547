import { hasAccess, type Level, type SubscriptionStatus } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { RecordStore } from '../store.ts';
import { standingOf } from '../subscription/standing-of.ts';
import { readBalances } from '../usage/read-balances.ts';

const KEY = 'census';

interface Row {
  /** How many customers, or units that they have left. */
  readonly value: number;
}
interface SubscriptionCount extends Row {
  readonly tier: string;
  readonly status: SubscriptionStatus;
}
interface UnitsLeft extends Row {
  readonly meter: string;
  readonly tier: string;
}
interface LevelCount extends Row {
  readonly meter: string;
  readonly level: Level;
}

/** What a pass over all customers counted, and nobody's name in it: as many rows as the catalog has tiers, meters and statuses. */
export interface Census {
  readonly subscriptions: readonly SubscriptionCount[];
  readonly left: readonly UnitsLeft[];
  readonly levels: readonly LevelCount[];
}

export const noCensus: Census = { subscriptions: [], left: [], levels: [] };

/** Counts one more customer. Asks no provider. */
export async function countCustomer(context: Context, customerId: string, census: Census): Promise<Census> {
  const { store, catalog } = context;
  const [snapshot, now] = await Promise.all([store.snapshots.read(customerId), store.now()]);
  if (snapshot === null) return census;
  const standing = standingOf(context, { customerId, snapshot, now });
  const { tier, subscription } = standing;
  const balances = Object.entries(await readBalances(context, standing, Object.keys(catalog.meters)));
  const limited = balances.flatMap(([meter, { remaining }]) => (remaining === 'unlimited' ? [] : { meter, tier, value: remaining }));
  return {
    subscriptions: hasAccess(subscription, now)
      ? add(census.subscriptions, [{ tier, status: subscription.status, value: 1 }])
      : census.subscriptions,
    left: add(census.left, limited),
    levels: add(
      census.levels,
      balances.map(([meter, { level }]) => ({ meter, level, value: 1 })),
    ),
  };
}

/** What the last full pass counted, and when it ended, in milliseconds of the store's clock; null before the first. */
export async function readCensus(records: RecordStore): Promise<(Census & { at: number }) | null> {
  return ((await records.read(KEY))?.value ?? null) as (Census & { at: number }) | null;
}

export async function writeCensus(records: RecordStore, value: Census & { at: number }): Promise<void> {
  const stored = await records.read(KEY);
  await records.write(KEY, { value, expectedRevision: stored?.revision ?? 0, ttlMs: null });
}

function add<R extends Row>(rows: readonly R[], more: readonly R[]): readonly R[] {
  const sums = new Map(rows.map((row) => [keyOf(row), row]));
  for (const next of more) sums.set(keyOf(next), { ...next, value: next.value + (sums.get(keyOf(next))?.value ?? 0) });
  return [...sums.values()];
}

function keyOf({ value: _, ...of }: Row): string {
  return Object.values(of).join('\u0000');
}
