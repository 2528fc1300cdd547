import { defineCatalog } from '../../src/index.ts';

/** More than any run uses: refusals are cheap and would flatter. */
export const LIMIT = 1_000_000_000;

/** One meter with a limit for each billing period, so that every unit is checked. */
export const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 0 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { tokens: LIMIT } },
  },
  fallbackTier: 'free',
});
