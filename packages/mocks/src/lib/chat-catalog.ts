import { defineCatalog } from '@plimsoll/contract';

const price = { amount: 1, currency: 'USD', per: 1000 };

/** What a small chat sells: tokens, past the allowance at a price. The catalog of the scenarios about overage. */
export const chatCatalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 100_000 } },
    pro: {
      name: 'Pro',
      prices: [{ amount: 2000, currency: 'USD', interval: 'month' }],
      allowances: { tokens: 1_000_000 },
      overage: { tokens: { ...price, spendCap: 2000 } },
    },
  },
  fallbackTier: 'free',
});
