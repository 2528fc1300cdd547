import { type Catalog, hasAccess, isLive, type Period, type Subscription } from '@plimsoll/contract';
import type { ProviderCredit } from '../provider.ts';
import { compareInstants, isoOf } from './instant.ts';
import { type ComplimentaryTier, overridesAt, type RaisedLimit } from './overrides.ts';
import type { Snapshot, SubscriptionRow } from './snapshot.ts';

/** What a customer's subscription amounts to at one instant. */
export interface Derived {
  /** What applies. That of `row`, or the smaller one that was scheduled for the end of its period. */
  readonly tier: string;
  readonly subscription: Subscription;
  /** The row behind it; null when there never was one. */
  readonly row: SubscriptionRow | null;
  /** The span of a `period` allowance; null is the calendar month. */
  readonly period: Period | null;
  /** The gift behind the tier, when it is one; then no subscription pays for it. */
  readonly complimentary: ComplimentaryTier | null;
  /** Limits that operators raised and that hold now. */
  readonly raises: readonly RaisedLimit[];
  /** What the provider credited, for allowances that are its own. */
  readonly credits: readonly ProviderCredit[];
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

/**
 * The one function from what is known of a customer to tier and access: the largest tier that any statement of the provider still gives, or
 * a larger one that an operator gave. A gift changes nothing of the subscription. Pure.
 */
export function deriveSubscription(snapshot: Snapshot | null, options: DeriveOptions): Derived {
  const { catalog, now } = options;
  const paid = derivePaid(snapshot, options);
  const credits = snapshot?.credits ?? [];
  const { tier: gift, limits: raises } = overridesAt(snapshot?.overrides, now);
  if (gift === null || rankOf(catalog, gift.tier) <= rankOf(catalog, paid.tier)) return { ...paid, complimentary: null, raises, credits };
  return { ...paid, tier: gift.tier, complimentary: gift, raises, credits };
}

function derivePaid(snapshot: Snapshot | null, options: DeriveOptions): Omit<Derived, 'complimentary' | 'raises' | 'credits'> {
  const { catalog, now } = options;
  const views = (snapshot?.rows ?? []).flatMap((row) => viewRow(row, options) ?? []);
  const granting = views.filter(({ subscription }) => hasAccess(subscription, now)).sort((a, b) => byRank(catalog, a, b));
  const best = granting[0];
  if (best !== undefined) return { ...best, period: periodOf(best.row) };
  const shown = views.sort((a, b) => Number(isLive(b.row.status)) - Number(isLive(a.row.status)) || byAge(a.row, b.row))[0];
  const subscription = shown?.subscription ?? NO_SUBSCRIPTION;
  return { tier: catalog.fallbackTier, subscription, row: shown?.row ?? null, period: null };
}

/** One statement at an instant. */
interface View {
  readonly row: SubscriptionRow;
  readonly tier: string;
  readonly subscription: Subscription;
}

function viewRow(row: SubscriptionRow, { catalog, pastDueGraceMs, now }: DeriveOptions): View | null {
  const { status, periodStart, periodEnd, trialEnd, cancelAt } = row;
  if (row.tier === null || !Object.hasOwn(catalog.tiers, row.tier)) return null;
  const scheduled = row.scheduledTier != null && Object.hasOwn(catalog.tiers, row.scheduledTier) ? row.scheduledTier : null;
  const taken = scheduled !== null && hasTakenEffect(row, { catalog, scheduled, now });
  const [tier, scheduledTier] = taken ? [scheduled, null] : [row.tier, scheduled];
  const accessUntil = accessUntilOf(row, pastDueGraceMs);
  const subscription = { status, periodStart, periodEnd, trialEnd, cancelAt, scheduledTier, accessUntil, ...intervalsOf(row, taken) };
  return { row, tier, subscription };
}

function intervalsOf(
  { interval, scheduledInterval }: SubscriptionRow,
  taken: boolean,
): Pick<Subscription, 'interval' | 'scheduledInterval'> {
  const now = taken ? (scheduledInterval ?? interval) : interval;
  return { ...(now && { interval: now }), ...(!taken && scheduledInterval && { scheduledInterval }) };
}

// The provider has said that the smaller tier takes over then, which is evidence enough. A larger one has yet to be paid, and what is to
// end does not go on as something else: there only a statement after the date tells.
function hasTakenEffect(
  { tier, status, periodEnd, cancelAt, endedAt }: SubscriptionRow,
  { catalog, scheduled, now }: { catalog: Catalog; scheduled: string; now: number },
): boolean {
  if (periodEnd === null || now < Date.parse(periodEnd)) return false;
  if (!isLive(status) || cancelAt !== null || endedAt !== null) return false;
  return rankOf(catalog, scheduled) <= rankOf(catalog, tier);
}

// A failed renewal: the provider has already moved the period, so its start is when the payment was due.
function accessUntilOf({ status, periodStart, cancelAt, endedAt }: SubscriptionRow, graceMs: number): string | null {
  if (status === 'past_due') return periodStart === null ? null : isoOf(Date.parse(periodStart) + graceMs);
  return endedAt ?? cancelAt;
}

function periodOf({ windowStart, periodEnd }: SubscriptionRow): Period | null {
  return windowStart === null || periodEnd === null ? null : { start: isoOf(Date.parse(windowStart)), end: isoOf(Date.parse(periodEnd)) };
}

function byRank(catalog: Catalog, a: View, b: View): number {
  return rankOf(catalog, b.tier) - rankOf(catalog, a.tier) || byAge(a.row, b.row);
}

function rankOf(catalog: Catalog, tier: string | null): number {
  return Object.keys(catalog.tiers).indexOf(tier ?? '');
}

function byAge(a: SubscriptionRow, b: SubscriptionRow): number {
  return compareInstants(b.modifiedAt, a.modifiedAt);
}
