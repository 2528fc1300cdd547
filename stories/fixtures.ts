import {
  BillingError,
  type BillingState,
  type CatalogView,
  type KeptTier,
  type LimitReached,
  type MeterBalance,
  type MeterName,
  type Payment,
  type UsageHistory,
  viewCatalog,
} from '@plimsoll/contract';
import { demoCatalog } from '@plimsoll/mocks';
import { yearlyCatalog } from '../.storybook/yearly-catalog.ts';

const DAY_MS = 86_400_000;

/** An instant so many days from now, at midnight in UTC. */
export function inDays(days: number): string {
  return new Date((Math.floor(Date.now() / DAY_MS) + days) * DAY_MS).toISOString();
}

export const catalog: CatalogView = viewCatalog(demoCatalog);

/** The same plans, each with a price for the year as well. */
export const yearly: CatalogView = viewCatalog(yearlyCatalog);

export const jobDescriptions: MeterName = demoCatalog.meters.job_descriptions;

/** A meter in a language that makes long words. */
export const longMeter: MeterName = {
  name: 'Stellenausschreibungsvorschaubilder',
  unit: { one: 'Stellenausschreibungsvorschaubild', other: 'Stellenausschreibungsvorschaubilder' },
};

/** 20 of 50 used, changed where a story needs it. */
export function balanceOf(change: Partial<MeterBalance> = {}): MeterBalance {
  const limit = { window: 'period', granted: 50, used: 20, reserved: 0, remaining: 30, resetsAt: inDays(11) } as const;
  const unpriced = { overage: 0, overagePrice: null, overageCost: null, spendCap: null };
  return { ...limit, limits: [], credits: 0, expiringCredits: [], ...unpriced, level: 'ok', ...change };
}

export const low = balanceOf({ used: 44, remaining: 6, level: 'low' });
export const exhausted = balanceOf({ used: 50, remaining: 0, level: 'exhausted' });
export const unlimited = balanceOf({ granted: 'unlimited', used: 1240, remaining: 'unlimited', level: 'unlimited' });
export const overage = balanceOf({
  used: 62,
  remaining: 0,
  overage: 12,
  overagePrice: { amount: 90, currency: 'USD', per: 1 },
  overageCost: { amount: 1080, currency: 'USD' },
  level: 'exhausted',
});

export const nearCap = { ...overage, spendCap: { amount: 2000, currency: 'USD', units: 22, unitsLeft: 10 } };
export const atCap = balanceOf({
  ...overage,
  used: 72,
  overage: 22,
  overageCost: { amount: 1980, currency: 'USD' },
  spendCap: { amount: 2000, currency: 'USD', units: 22, unitsLeft: 0 },
});
/** All is paid by use, up to an amount. */
export const byUse = balanceOf({
  granted: 0,
  used: 1_234_567,
  remaining: 0,
  overage: 1_234_567,
  overagePrice: { amount: 1, currency: 'USD', per: 1000 },
  overageCost: { amount: 1235, currency: 'USD' },
  spendCap: { amount: 5000, currency: 'USD', units: 5_000_000, unitsLeft: 3_765_433 },
  level: 'exhausted',
});

type StateChange = Partial<Omit<BillingState, 'subscription'>> & { readonly subscription?: Partial<BillingState['subscription']> };

/** A running subscription to Pro, changed where a story needs it. */
export function stateOf({ subscription, ...change }: StateChange = {}): BillingState {
  return {
    version: 1,
    customerId: 'org_acme',
    tier: 'pro',
    meters: { job_descriptions: balanceOf() },
    features: ['shared_templates'],
    featureValues: {},
    tierVersion: null,
    mode: 'live',
    asOf: new Date().toISOString(),
    canManageBilling: true,
    provider: { name: 'Polar', portal: true, payments: true, invoices: true },
    ...change,
    subscription: {
      status: 'active',
      periodStart: inDays(-19),
      periodEnd: inDays(11),
      trialEnd: null,
      cancelAt: null,
      accessUntil: null,
      scheduledTier: null,
      ...subscription,
    },
  };
}

/** Pro as it was sold before: cheaper, with more. */
export const earlierPro: KeptTier = {
  id: 'first',
  prices: [{ amount: 2900, currency: 'USD', interval: 'month' }],
  allowances: { job_descriptions: 80, candidate_screenings: 500 },
  features: ['shared_templates'],
};

/** Nobody has bought anything. */
export const freeState = stateOf({ tier: 'free', features: [], subscription: { status: 'none', periodStart: null, periodEnd: null } });

/** A refusal with the offer that lifts it. */
export const limit: LimitReached = {
  meter: 'job_descriptions',
  needed: 1,
  remaining: 0,
  resetsAt: inDays(11),
  offer: { kind: 'tier', tier: 'pro', name: 'Pro', price: { amount: 4900, currency: 'USD', interval: 'month' } },
};

export const serverAway = new BillingError('store_unavailable', 'The billing server gave no answer.');

/** One payment of every kind, newest first. */
export const payments: readonly Payment[] = [
  paymentOf(6, { description: '20 more job descriptions', amount: 1900, kind: 'pack', status: 'pending' }),
  paymentOf(5, {}),
  paymentOf(4, { description: '200 more job descriptions', amount: 14_900, kind: 'pack', status: 'partly_refunded', refundedAmount: 5000 }),
  paymentOf(3, { status: 'failed' }),
  paymentOf(2, { description: '20 more job descriptions', amount: 1900, kind: 'pack', status: 'refunded', refundedAmount: 1900 }),
  paymentOf(1, {}),
];

function paymentOf(month: number, change: Partial<Payment>): Payment {
  const usual = { id: `order_${month}`, kind: 'subscription', item: null, description: 'Pro', amount: 4900, currency: 'USD' } as const;
  return { ...usual, refundedAmount: 0, status: 'paid', createdAt: inDays((month - 6) * 30 - 1), ...change };
}

/** Thirty days of a busy team, by day. */
export function historyOf(units: (day: number) => number): UsageHistory {
  const buckets = Array.from({ length: 30 }, (_, day) => ({ start: inDays(day - 29), units: units(day) }));
  return { meter: 'job_descriptions', interval: 'day', from: inDays(-29), to: inDays(1), buckets };
}

/** Meters with two packs for one of them. */
export const packed: Pick<CatalogView, 'packs' | 'meters'> = {
  meters: catalog.meters,
  packs: [
    { id: 'small', name: '20 more', meter: 'job_descriptions', units: 20, price: { amount: 1900, currency: 'USD' } },
    { id: 'large', name: '200 more', meter: 'job_descriptions', units: 200, price: { amount: 14_900, currency: 'USD' } },
  ],
};

/** The name of a tier of the demo's catalog. */
export function tierName(tier: string): string {
  return catalog.tiers.find(({ id }) => id === tier)?.name ?? tier;
}

/** What a change to a larger plan costs, as far as is known before. */
export const estimate = {
  tier: 'enterprise',
  direction: 'upgrade',
  effectiveAt: inDays(-1),
  dueNow: { amount: 16_500, currency: 'USD' },
  recurring: { amount: 49_900, currency: 'USD', interval: 'month' },
  basis: 'estimate',
} as const;
