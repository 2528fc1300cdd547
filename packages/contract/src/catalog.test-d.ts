import { type Catalog, defineCatalog, type FeatureId, type MeterId, type PackId, type TierId } from './index.ts';

const meter = { name: 'Tokens', unit: { one: 'token', other: 'tokens' } };
const free = { name: 'Free', prices: [], allowances: { tokens: 10 } };
const money = { amount: 500, currency: 'USD' };

const catalog = defineCatalog({
  meters: { tokens: meter, pages: meter },
  features: { sso: { name: 'Single sign-on' } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10, pages: 0 } },
    pro: { name: 'Pro', prices: [], allowances: { tokens: 'unlimited', pages: [{ units: 5, window: 'day' }] }, features: ['sso'] },
  },
  packs: { small: { name: 'Small', meter: 'tokens', units: 50, price: money } },
  fallbackTier: 'free',
});

type Own = typeof catalog;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

// The ids are literal types, neither `string` nor `never`.
export const inferred: [
  Same<MeterId<Own>, 'tokens' | 'pages'>,
  Same<TierId<Own>, 'free' | 'pro'>,
  Same<FeatureId<Own>, 'sso'>,
  Same<PackId<Own>, 'small'>,
] = [true, true, true, true];

// Code that works with every catalog takes a particular one.
export const any: Catalog = catalog;

const plain = defineCatalog({ meters: { tokens: meter }, tiers: { free }, fallbackTier: 'free' });
export const without: [Same<FeatureId<typeof plain>, never>, Same<PackId<typeof plain>, never>] = [true, true];

// @ts-expect-error: the fallback tier must be one of the tiers
defineCatalog({ meters: { tokens: meter }, tiers: { free }, fallbackTier: 'basic' });

defineCatalog({
  meters: { tokens: meter, pages: meter },
  // @ts-expect-error: every tier says what it includes of every meter
  tiers: { free },
  fallbackTier: 'free',
});

defineCatalog({
  meters: { tokens: meter },
  // @ts-expect-error: there is no meter "pages"
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 1, pages: 1 } } },
  fallbackTier: 'free',
});

defineCatalog({
  meters: { tokens: meter },
  // @ts-expect-error: overage can be priced only for a meter that exists
  tiers: { free: { ...free, overage: { pages: { ...money, per: 1 } } } },
  fallbackTier: 'free',
});

defineCatalog({
  meters: { tokens: meter },
  features: { sso: { name: 'Single sign-on' } },
  // @ts-expect-error: there is no feature "audit_log"
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 }, features: ['audit_log'] } },
  fallbackTier: 'free',
});

defineCatalog({
  meters: { tokens: meter },
  // @ts-expect-error: a catalog without features gives none
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 }, features: ['sso'] } },
  fallbackTier: 'free',
});

defineCatalog({
  meters: { tokens: meter },
  tiers: { free },
  // @ts-expect-error: a pack is for a meter that exists
  packs: { small: { name: 'Small', meter: 'pages', units: 50, price: money } },
  fallbackTier: 'free',
});

defineCatalog({
  meters: { tokens: meter },
  // @ts-expect-error: an allowance is a number, a list of limits or 'unlimited'
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 'infinite' } } },
  fallbackTier: 'free',
});

// @ts-expect-error: the ids are known, so a misspelt tier is not one of them
catalog.tiers.buisness;

// @ts-expect-error: the same for a meter
export const misspelt: MeterId<Own> = 'token';
