import { defineCatalog } from '@plimsoll/contract';

/** A cent for each thousand tokens past what is included. */
const TOKEN_PRICE = { amount: 1, currency: 'USD', per: 1000 };

/** The models that everybody may use. */
const BASIC_MODELS = ['GPT-3.5', 'Claude Haiku'];

/** What this chat sells: tokens whose number is known only afterwards, limits for a day and for a month, and features. */
export const catalog = defineCatalog({
  meters: {
    tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
    messages: { name: 'Messages', unit: { one: 'message', other: 'messages' } },
    threads: { name: 'Threads', unit: { one: 'thread', other: 'threads' } },
  },
  features: {
    models: { name: 'Models', values: [...BASIC_MODELS, 'GPT-5', 'Claude Opus'] },
    own_api_keys: { name: 'Your own API keys' },
    advanced: { name: 'Advanced features' },
    priority_support: { name: 'Priority support' },
    usage_analytics: { name: 'Usage by person' },
  },
  tiers: {
    free: {
      name: 'Free',
      description: 'To find out what it is like.',
      prices: [],
      allowances: { tokens: 100_000, messages: [{ units: 100, window: 'day' }], threads: 50 },
      features: ['models'],
      featureValues: { models: BASIC_MODELS },
    },
    pro: {
      name: 'Pro',
      description: 'For work of every day.',
      prices: [{ amount: 2000, currency: 'USD', interval: 'month' }],
      allowances: { tokens: 1_000_000, messages: [{ units: 1000, window: 'day' }], threads: 'unlimited' },
      overage: { tokens: TOKEN_PRICE },
      features: ['models', 'own_api_keys'],
    },
    team: {
      name: 'Team',
      description: 'Pay for the tokens that you use.',
      prices: [{ amount: 5000, currency: 'USD', interval: 'month' }],
      allowances: { tokens: 0, messages: 'unlimited', threads: 'unlimited' },
      overage: { tokens: { ...TOKEN_PRICE, spendCap: 50_000 } },
      features: ['models', 'own_api_keys', 'advanced', 'priority_support', 'usage_analytics'],
    },
  },
  fallbackTier: 'free',
});
