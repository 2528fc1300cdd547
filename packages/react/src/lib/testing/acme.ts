import type { BillingState, CatalogView, KeptTier, MeterBalance } from '@plimsoll/contract';

// Dates of the present year, so that they read without one.
const year = new Date().getUTCFullYear();

/** What a made-up recruiting tool sells. */
export const catalog: CatalogView = {
  meters: [
    { id: 'job_descriptions', name: 'Job descriptions', unit: { one: 'job description', other: 'job descriptions' } },
    { id: 'tokens', name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
  ],
  features: [{ id: 'own_keys', name: 'Own API keys' }],
  tiers: [
    { id: 'free', name: 'Free', prices: [], allowances: { job_descriptions: 10, tokens: 0 } },
    {
      id: 'pro',
      name: 'Pro',
      prices: [{ amount: 4900, currency: 'USD', interval: 'month' }],
      allowances: { job_descriptions: 50, tokens: 1_000_000 },
      overage: { tokens: { amount: 1, currency: 'USD', per: 1000 } },
      features: ['own_keys'],
    },
    {
      id: 'team',
      name: 'Team',
      prices: [{ amount: 9900, currency: 'USD', interval: 'month' }],
      allowances: {
        job_descriptions: [
          { units: 20, window: 'day' },
          { units: 200, window: 'month' },
        ],
        tokens: 'unlimited',
      },
      features: ['own_keys'],
    },
    {
      id: 'enterprise',
      name: 'Enterprise',
      prices: [],
      contactUrl: 'mailto:sales@acme.example',
      allowances: { job_descriptions: 'unlimited', tokens: 'unlimited' },
    },
  ],
  packs: [{ id: 'jd_20', name: 'Top-up', meter: 'job_descriptions', units: 20, price: { amount: 1900, currency: 'USD' } }],
  fallbackTier: 'free',
};

/** A balance of 12 used out of 50, changed where a test needs it. */
export function balanceOf(change: Partial<MeterBalance> = {}): MeterBalance {
  const limit = { window: 'period', granted: 50, used: 12, reserved: 0, remaining: 38, resetsAt: `${year}-12-01T00:00:00Z` } as const;
  const unpriced = { overage: 0, overagePrice: null, overageCost: null, spendCap: null };
  return { ...limit, limits: [], credits: 0, expiringCredits: [], ...unpriced, level: 'ok', ...change };
}

/** A subscription to the tier `pro` that runs until 20 December, changed where a test needs it. */
export function stateOf(
  change: Partial<Omit<BillingState, 'subscription'>> & { subscription?: Partial<BillingState['subscription']> } = {},
): BillingState {
  const { subscription, ...rest } = change;
  return {
    version: 1,
    customerId: 'acme',
    tier: 'pro',
    meters: { job_descriptions: balanceOf(), tokens: balanceOf({ granted: 1_000_000, remaining: 999_988 }) },
    features: ['own_keys'],
    featureValues: {},
    tierVersion: null,
    mode: 'live',
    asOf: `${year}-11-20T14:05:00Z`,
    canManageBilling: true,
    provider: { name: 'Paywell', portal: true, payments: true, invoices: true },
    ...rest,
    subscription: {
      status: 'active',
      periodStart: `${year}-11-20T00:00:00Z`,
      periodEnd: `${year}-12-20T00:00:00Z`,
      trialEnd: null,
      cancelAt: null,
      accessUntil: null,
      scheduledTier: null,
      ...subscription,
    },
  };
}

/** What Pro was sold as before: cheaper, with more, and without a way past the allowance. */
export const earlierPro: KeptTier = {
  id: '2024',
  prices: [{ amount: 2900, currency: 'USD', interval: 'month' }],
  allowances: { job_descriptions: 80, tokens: 0 },
};

/** Never subscribed, on the fallback tier. */
export function freeState(): BillingState {
  return stateOf({ tier: 'free', features: [], subscription: { status: 'none', periodStart: null, periodEnd: null } });
}
