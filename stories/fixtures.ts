import {
  BillingError,
  type BillingState,
  type CatalogView,
  type LimitReached,
  type MeterBalance,
  type MeterName,
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

/** Thirty days of a busy team, by day. */
export function historyOf(units: (day: number) => number): UsageHistory {
  const buckets = Array.from({ length: 30 }, (_, day) => ({ start: inDays(day - 29), units: units(day) }));
  return { meter: 'job_descriptions', interval: 'day', from: inDays(-29), to: inDays(1), buckets };
}

/** The name of a tier of the demo's catalog. */
export function tierName(tier: string): string {
  return catalog.tiers.find(({ id }) => id === tier)?.name ?? tier;
}
