import { defineCatalog } from '../../src/index.ts';

/** The Polar products of the paid tiers. */
export const PRODUCTS = {
  pro: '7d0c1f0e-3b7a-4c52-9a53-2a60f4b1c001',
  enterprise: '7d0c1f0e-3b7a-4c52-9a53-2a60f4b1c002',
} as const;

export const WEBHOOK_SECRET = 'whsec_dG9ydHVyZS1yaWctc2VjcmV0LTMyLWJ5dGVzLWxvbmc=';
export const ACCESS_TOKEN = 'polar_oat_torture';

const units = (one: string) => ({ name: one, unit: { one, other: `${one}s` } });

/** A limit of every kind: blocked, several windows at once, priced past the allowance, none. Small, so that short runs reach them. */
export const catalog = defineCatalog({
  meters: { jobs: units('job'), tokens: units('token'), seats: units('seat') },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { jobs: 40, tokens: 120, seats: 6 } },
    pro: {
      name: 'Pro',
      prices: [{ amount: 4900, currency: 'USD', interval: 'month' }],
      allowances: {
        jobs: [
          { units: 200, window: 'period' },
          { units: 90, window: 'day' },
        ],
        tokens: 150,
        seats: 12,
      },
      overage: { tokens: { amount: 1, currency: 'USD', per: 10 } },
    },
    enterprise: {
      name: 'Enterprise',
      prices: [{ amount: 49_900, currency: 'USD', interval: 'month' }],
      allowances: { jobs: 'unlimited', tokens: 'unlimited', seats: 30 },
    },
  },
  fallbackTier: 'free',
});
