import { defineCatalog } from '@plimsoll/contract';

/** What a small recruiting tool sells: two meters and three plans. The catalog of a mock backend that is given none. */
export const demoCatalog = defineCatalog({
  meters: {
    job_descriptions: { name: 'Job descriptions', unit: { one: 'job description', other: 'job descriptions' } },
    candidate_screenings: { name: 'Candidate screenings', unit: { one: 'candidate screening', other: 'candidate screenings' } },
  },
  features: {
    shared_templates: { name: 'Shared templates' },
    single_sign_on: { name: 'Single sign-on' },
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
      features: ['shared_templates'],
      versions: [
        {
          id: 'first',
          prices: [{ amount: 2900, currency: 'USD', interval: 'month' }],
          allowances: { job_descriptions: 80, candidate_screenings: 500 },
        },
      ],
    },
    enterprise: {
      name: 'Enterprise',
      description: 'For hiring at any scale.',
      prices: [{ amount: 49_900, currency: 'USD', interval: 'month' }],
      allowances: { job_descriptions: 'unlimited', candidate_screenings: 'unlimited' },
      features: ['shared_templates', 'single_sign_on'],
    },
  },
  fallbackTier: 'free',
});
