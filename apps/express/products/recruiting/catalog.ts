import { defineCatalog } from '@plimsoll/contract';

/** What this recruiting tool sells. */
export const catalog = defineCatalog({
  meters: {
    job_descriptions: { name: 'Job descriptions', unit: { one: 'job description', other: 'job descriptions' } },
    candidate_screenings: { name: 'Candidate screenings', unit: { one: 'candidate screening', other: 'candidate screenings' } },
  },
  tiers: {
    free: {
      name: 'Free',
      description: 'For a first opening.',
      prices: [],
      allowances: { job_descriptions: 10, candidate_screenings: 50 },
    },
    pro: {
      name: 'Pro',
      description: 'For a team that hires all year.',
      prices: [{ amount: 4900, currency: 'USD', interval: 'month' }],
      allowances: { job_descriptions: 50, candidate_screenings: 500 },
    },
    enterprise: {
      name: 'Enterprise',
      description: 'For hiring at any scale.',
      prices: [{ amount: 49_900, currency: 'USD', interval: 'month' }],
      allowances: { job_descriptions: 'unlimited', candidate_screenings: 'unlimited' },
    },
  },
  fallbackTier: 'free',
});
