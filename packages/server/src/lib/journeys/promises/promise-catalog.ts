import { defineCatalog } from '@plimsoll/contract';
import type { PolarSeed } from '@plimsoll/polar-emulator';

/** The Polar products of what is sold. */
export const PRODUCTS = {
  pro: '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f2001',
  business: '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f2002',
  enterprise: '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f2003',
} as const;

export const PACK = '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f2004';
/** A product of the same organisation that the catalog knows nothing of. */
export const UNMAPPED = '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f2005';

const units = (one: string) => ({ name: one, unit: { one, other: `${one}s` } });
const monthly = (amount: number) => [{ amount, currency: 'USD', interval: 'month' as const }];

/** Small allowances, so that their ends are soon reached; two meters, so that one can be spent and the other not. */
export const catalog = defineCatalog({
  meters: { jobs: units('job'), screenings: units('screening') },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { jobs: 10, screenings: 50 } },
    pro: { name: 'Pro', prices: monthly(4900), allowances: { jobs: 50, screenings: 500 } },
    business: { name: 'Business', prices: monthly(9900), allowances: { jobs: 120, screenings: 2000 } },
    enterprise: { name: 'Enterprise', prices: monthly(49_900), allowances: { jobs: 'unlimited', screenings: 'unlimited' } },
  },
  packs: { ten: { name: '10 more', meter: 'jobs', units: 10, price: { amount: 1900, currency: 'USD' } } },
  fallbackTier: 'free',
});

export type Tier = keyof typeof catalog.tiers;
export type PaidTier = keyof typeof PRODUCTS;
export type Meter = keyof typeof catalog.meters;

export const PAID_TIERS = Object.keys(PRODUCTS) as readonly PaidTier[];

/** Units of a tier that has a limit. @throws RangeError for one without */
export function allowanceOf(tier: Tier, meter: Meter): number {
  const allowance = catalog.tiers[tier].allowances[meter];
  if (typeof allowance !== 'number') throw new RangeError(`${tier} has no limit of ${meter}.`);
  return allowance;
}

/** The provider's side of the catalog. */
export function seedFor(endpoint: { url: string; secret: string }): PolarSeed {
  const product = (id: string, name: string, priceAmount: number) => ({
    id,
    name,
    priceAmount,
    currency: 'usd',
    interval: 'month' as const,
  });
  return {
    products: [
      product(PRODUCTS.pro, 'Pro', 4900),
      product(PRODUCTS.business, 'Business', 9900),
      product(PRODUCTS.enterprise, 'Enterprise', 49_900),
      { ...product(PACK, '10 more', 1900), interval: null },
      product(UNMAPPED, 'Something else', 100),
    ],
    meters: [],
    webhookEndpoints: [{ ...endpoint, signing: 'standard' }],
  };
}
