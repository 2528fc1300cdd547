import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type CatalogInput, CatalogView, defineCatalog, viewCatalog } from './catalog.ts';

const meter = { name: 'Tokens', unit: { one: 'token', other: 'tokens' } };
const price = (amount: number, currency = 'USD') => ({ amount, currency, interval: 'month' as const });

const catalog = defineCatalog({
  meters: { tokens: meter, pages: { ...meter, name: 'Pages' } },
  features: { sso: { name: 'Single sign-on' } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10, pages: 0 } },
    pro: {
      ...{ name: 'Pro', description: 'For teams', prices: [price(4900), price(4500, 'EUR')], features: ['sso'] },
      allowances: {
        tokens: [
          { units: 100, window: 'day' },
          { units: 900, window: 'month' },
        ],
        pages: 'unlimited',
      },
      overage: { tokens: { amount: 1, currency: 'USD', per: 1000 } },
    },
    enterprise: { name: 'Enterprise', prices: [], allowances: { tokens: 'unlimited', pages: 'unlimited' }, contactUrl: '/sales' },
  },
  packs: { tokens_small: { name: '50 tokens', meter: 'tokens', units: 50, price: { amount: 500, currency: 'USD' } } },
  fallbackTier: 'free',
});

/** The problems that a catalog of an application without a compiler is told of. */
function problemsOf(input: unknown): string[] {
  try {
    defineCatalog(input as CatalogInput<string, string, string, string>);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [head, ...problems] = error.message.split('\n- ');
    expect(head).toBe('The catalog cannot be used:');
    return problems;
  }
  return [];
}

const free = { name: 'Free', prices: [], allowances: { tokens: 10 } };
const small = { meters: { tokens: meter }, tiers: { free }, fallbackTier: 'free' };
const withFree = (more: object) => ({ ...small, tiers: { free: { ...free, ...more } } });

describe('a catalog', () => {
  it('is given back as it was written', () => {
    expect(catalog.tiers.pro.prices).toHaveLength(2);
    expect(catalog.packs.tokens_small.units).toBe(50);
    expect(problemsOf(catalog)).toEqual([]);
  });

  it('may leave features and packs out', () => {
    const { features, packs } = defineCatalog({ meters: { tokens: meter }, tiers: { free }, fallbackTier: 'free' });
    expect({ features, packs }).toEqual({ features: {}, packs: {} });
  });

  it.each<[name: string, input: unknown, problem: RegExp]>([
    ['a fallback tier that is none', { ...small, fallbackTier: 'basic' }, /^fallbackTier: there is no tier "basic"$/],
    [
      'a fallback tier named like a method of objects',
      { ...small, fallbackTier: 'constructor' },
      /^fallbackTier: there is no tier "constructor"$/,
    ],
    ['a missing allowance', withFree({ allowances: {} }), /^tiers\.free\.allowances: "tokens" is missing; write 0/],
    ['an allowance of an unknown meter', withFree({ allowances: { tokens: 1, pages: 1 } }), /^tiers\.free: there is no meter "pages"$/],
    [
      'overage of an unknown meter',
      withFree({ overage: { pages: { amount: 1, currency: 'USD', per: 1 } } }),
      /^tiers\.free: there is no meter "pages"$/,
    ],
    [
      'overage in a second currency that costs fractions',
      withFree({ overage: { tokens: { amount: 1, currency: 'USD', per: 1, also: [{ amount: 0.5, currency: 'EUR', per: 1 }] } } }),
      /^tiers\.free\.overage\.tokens\.also\.0\.amount: /,
    ],
    [
      'a spend cap below zero',
      withFree({ overage: { tokens: { amount: 1, currency: 'USD', per: 1, spendCap: -1 } } }),
      /^tiers\.free\.overage\.tokens\.spendCap: /,
    ],
    [
      'a value that the feature does not have',
      { ...withFree({ features: ['sso'], featureValues: { sso: ['saml'] } }), features: { sso: { name: 'SSO' } } },
      /^tiers\.free\.featureValues\.sso: there is no value "saml"$/,
    ],
    [
      'an earlier version with an allowance too few',
      withFree({ versions: [{ id: '2025', allowances: {} }] }),
      /^tiers\.free\.versions\.2025\.allowances: "tokens" is missing/,
    ],
    [
      'an earlier version with an unknown feature',
      withFree({ versions: [{ id: '2025', features: ['sso'] }] }),
      /^tiers\.free\.versions\.2025\.features: there is no feature "sso"$/,
    ],
    ['an unknown feature', withFree({ features: ['sso'] }), /^tiers\.free\.features: there is no feature "sso"$/],
    [
      'a pack of an unknown meter',
      { ...small, packs: { p: { name: 'P', meter: 'pages', units: 1, price: { amount: 1, currency: 'USD' } } } },
      /^packs\.p: there is no meter "pages"$/,
    ],
    [
      'a pack without units',
      { ...small, packs: { p: { name: 'P', meter: 'tokens', units: 0, price: { amount: 1, currency: 'USD' } } } },
      /^packs\.p\.units: must be a whole number from 1/,
    ],
    ['an allowance that is negative', withFree({ allowances: { tokens: -1 } }), /^tiers\.free\.allowances\.tokens: /],
    ['an allowance that is no whole number', withFree({ allowances: { tokens: 0.5 } }), /^tiers\.free\.allowances\.tokens: /],
    [
      'an allowance that is not finite',
      withFree({ allowances: { tokens: Number.POSITIVE_INFINITY } }),
      /^tiers\.free\.allowances\.tokens: /,
    ],
    ['a price in fractions of a cent', withFree({ prices: [price(49.5)] }), /^tiers\.free\.prices\.0\.amount: /],
    [
      'a price in a currency in small letters',
      withFree({ prices: [price(1, 'usd')] }),
      /^tiers\.free\.prices\.0\.currency: must be an ISO 4217 code/,
    ],
    ['a price per week', withFree({ prices: [{ ...price(1), interval: 'week' }] }), /^tiers\.free\.prices\.0\.interval: /],
    [
      'overage for each 0 units',
      withFree({ overage: { tokens: { amount: 1, currency: 'USD', per: 0 } } }),
      /^tiers\.free\.overage\.tokens\.per: /,
    ],
    ['a tier without a name', withFree({ name: '' }), /^tiers\.free\.name: /],
    ['no tiers', { ...small, tiers: undefined }, /^tiers: /],
    ['nothing', {}, /^meters: /],
    ['a tier id with a capital', { ...small, tiers: { Free: free }, fallbackTier: 'Free' }, /lower_snake_case/],
    [
      'a meter id with a dash',
      { ...small, meters: { 'job-ads': meter }, tiers: { free: { ...free, allowances: { 'job-ads': 1 } } } },
      /lower_snake_case/,
    ],
    ['a tier id with a slash', { ...small, tiers: { 'a/b': free }, fallbackTier: 'a/b' }, /lower_snake_case/],
    ['a meter id of 65 characters', { ...small, meters: { ['m'.repeat(65)]: meter } }, /lower_snake_case/],
  ])('is refused for %s', (_name, input, problem) => {
    expect(problemsOf(input)).toContainEqual(expect.stringMatching(problem));
  });

  it('is refused with every broken reference at once', () => {
    const problems = problemsOf({
      ...{ meters: { tokens: meter }, features: {}, fallbackTier: 'basic' },
      tiers: { free: { ...free, allowances: {}, features: ['sso'] }, pro: { ...free, allowances: { tokens: 1, pages: 1 } } },
      packs: { p: { name: 'P', meter: 'pages', units: 1, price: { amount: 1, currency: 'USD' } } },
    });
    expect(problems).toHaveLength(5);
  });

  it('is refused with every malformed field at once', () => {
    const problems = problemsOf({ ...withFree({ name: '', prices: [price(1.5, 'usd')], allowances: { tokens: -1 } }), packs: { p: {} } });
    for (const path of [
      'tiers.free.name',
      'tiers.free.prices.0.amount',
      'tiers.free.prices.0.currency',
      'tiers.free.allowances.tokens',
      'packs.p.name',
      'packs.p.price',
    ]) {
      expect(problems).toContainEqual(expect.stringContaining(`${path}: `));
    }
  });
});

describe('the catalog as it travels', () => {
  it('is what its own schema accepts, whole, over the wire', () => {
    const view = viewCatalog(catalog);
    expect(v.parse(CatalogView, JSON.parse(JSON.stringify(view)))).toEqual(JSON.parse(JSON.stringify(view)));
  });

  it('does not show earlier versions of a tier to those who look at prices', () => {
    const sold = defineCatalog({
      meters: { tokens: meter },
      tiers: { free: { ...free, versions: [{ id: '2025', prices: [price(100)] }] } },
      fallbackTier: 'free',
    });
    expect(JSON.stringify(viewCatalog(sold))).not.toContain('2025');
  });

  it('leaves out an allowance that the provider decides: nobody can say how much it will be', () => {
    const sold = defineCatalog({
      meters: { tokens: meter, jobs: meter },
      tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 'from-provider', jobs: 3 } } },
      fallbackTier: 'free',
    });
    expect(v.parse(CatalogView, viewCatalog(sold)).tiers[0]?.allowances).toEqual({ jobs: 3 });
  });

  it('keeps the order in which things are sold', () => {
    const view = viewCatalog(catalog);
    expect(view.tiers.map(({ id }) => id)).toEqual(['free', 'pro', 'enterprise']);
    expect(view.meters.map(({ id }) => id)).toEqual(['tokens', 'pages']);
    expect(view.packs).toEqual([{ id: 'tokens_small', ...catalog.packs.tokens_small }]);
    expect(view.features).toEqual([{ id: 'sso', name: 'Single sign-on' }]);
    expect(view.fallbackTier).toBe('free');
  });
});
