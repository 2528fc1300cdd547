import { type Catalog, hasAccess, isLive, type Period, type Subscription } from '@plimsoll/contract';
import { compareInstants, isoOf } from './instant.ts';
import type { Snapshot, SubscriptionRow } from './snapshot.ts';

/** What a customer's subscription amounts to at one instant. */
export interface Derived {
  readonly tier: string;
  readonly subscription: Subscription;
  /** The row behind it; null when there never was one. */
  readonly row: SubscriptionRow | null;
  /** The span of a `period` allowance; null is the calendar month. */
  readonly period: Period | null;
}

export interface DeriveOptions {
  readonly catalog: Catalog;
  readonly pastDueGraceMs: number;
  /** Milliseconds. */
  readonly now: number;
}

const NO_SUBSCRIPTION: Subscription = {
  status: 'none',
  periodStart: null,
  periodEnd: null,
  trialEnd: null,
  cancelAt: null,
  accessUntil: null,
  scheduledTier: null,
};

/** The one function from the provider's statements to tier and access: the largest tier that any statement still gives. Pure. */
export function deriveSubscription(snapshot: Snapshot | null, options: DeriveOptions): Derived {
  const { catalog, now } = options;
  const rows = (snapshot?.rows ?? []).filter(({ tier }) => tier !== null && Object.hasOwn(catalog.tiers, tier));
  const views = rows.map((row) => ({ row, subscription: viewRow(row, options) }));
  const granting = views.filter(({ subscription }) => hasAccess(subscription, now)).sort((a, b) => byRank(catalog, a.row, b.row));
  const best = granting[0];
  if (best?.row.tier != null) return { ...best, tier: best.row.tier, period: periodOf(best.row) };
  const shown = views.sort((a, b) => Number(isLive(b.row.status)) - Number(isLive(a.row.status)) || byAge(a.row, b.row))[0];
  const subscription = shown?.subscription ?? NO_SUBSCRIPTION;
  return { tier: catalog.fallbackTier, subscription, row: shown?.row ?? null, period: null };
}

function viewRow(row: SubscriptionRow, { catalog, pastDueGraceMs }: DeriveOptions): Subscription {
  const { status, periodStart, periodEnd, trialEnd, cancelAt } = row;
  const scheduledTier = row.scheduledTier != null && Object.hasOwn(catalog.tiers, row.scheduledTier) ? row.scheduledTier : null;
  return { status, periodStart, periodEnd, trialEnd, cancelAt, scheduledTier, accessUntil: accessUntilOf(row, pastDueGraceMs) };
}

// A failed renewal: the provider has already moved the period, so its start is when the payment was due.
function accessUntilOf({ status, periodStart, cancelAt, endedAt }: SubscriptionRow, graceMs: number): string | null {
  if (status === 'past_due') return periodStart === null ? null : isoOf(Date.parse(periodStart) + graceMs);
  return endedAt ?? cancelAt;
}

function periodOf({ windowStart, periodEnd }: SubscriptionRow): Period | null {
  return windowStart === null || periodEnd === null ? null : { start: isoOf(Date.parse(windowStart)), end: isoOf(Date.parse(periodEnd)) };
}

function byRank(catalog: Catalog, a: SubscriptionRow, b: SubscriptionRow): number {
  const order = Object.keys(catalog.tiers);
  return order.indexOf(b.tier ?? '') - order.indexOf(a.tier ?? '') || byAge(a, b);
}

function byAge(a: SubscriptionRow, b: SubscriptionRow): number {
  return compareInstants(b.modifiedAt, a.modifiedAt);
}
