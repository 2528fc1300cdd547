import { type Catalog, defineCatalog } from '../../src/index.ts';

const named = (one: string) => ({ name: one, unit: { one, other: `${one}s` } });

/** A limit of every kind, small enough to be reached: blocked, several windows at once, priced past the allowance, none. */
export const catalog: Catalog = defineCatalog({
  meters: { jobs: named('job'), tokens: named('token') },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { jobs: 14, tokens: 25 } },
    pro: {
      name: 'Pro',
      prices: [{ amount: 4900, currency: 'USD', interval: 'month' }],
      allowances: {
        jobs: [
          { units: 60, window: 'period' },
          { units: 25, window: 'day' },
        ],
        tokens: 40,
      },
      overage: { tokens: { amount: 1, currency: 'USD', per: 10 } },
    },
    scale: {
      name: 'Scale',
      prices: [{ amount: 49_900, currency: 'USD', interval: 'month' }],
      allowances: { jobs: 'unlimited', tokens: 'unlimited' },
    },
  },
  packs: { jobs_20: { name: '20 jobs', meter: 'jobs', units: 20, price: { amount: 900, currency: 'USD' } } },
  fallbackTier: 'free',
});

export const METERS = ['jobs', 'tokens'] as const;
export const PAID_TIERS = ['pro', 'scale'] as const;

export function isPaidTier(id: string): boolean {
  return PAID_TIERS.some((tier) => tier === id);
}
