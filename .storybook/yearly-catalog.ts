import { defineCatalog, type TierPrice } from '@plimsoll/contract';
import { demoCatalog } from '@plimsoll/mocks';

const { meters, features, tiers, fallbackTier } = demoCatalog;
const both = (month: number, year: number): TierPrice[] => [
  { amount: month, currency: 'USD', interval: 'month' },
  { amount: year, currency: 'USD', interval: 'year' },
];

/** The demo's plans with a price for the month and one for the year. What is included is so by the month, however it is paid. */
export const yearlyCatalog: typeof demoCatalog = defineCatalog({
  ...{ meters, features, fallbackTier },
  tiers: {
    free: tiers.free,
    pro: {
      ...tiers.pro,
      prices: both(4900, 49_000),
      allowances: { job_descriptions: [{ units: 50, window: 'month' }], candidate_screenings: [{ units: 500, window: 'month' }] },
    },
    enterprise: { ...tiers.enterprise, prices: both(49_900, 499_000) },
  },
});
