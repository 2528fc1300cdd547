import type { PolarSeed } from './seed.ts';

const METERS = { jobs: '3e7e0000-0000-4000-8000-000000000001', tokens: '3e7e0000-0000-4000-8000-000000000002' };

/** What the emulator sells when nobody says otherwise: three plans, a credit pack, two meters. */
export const defaultSeed: PolarSeed = {
  meters: [
    { id: METERS.jobs, name: 'Jobs', eventName: 'job', aggregation: { func: 'sum', property: 'units' } },
    { id: METERS.tokens, name: 'Tokens', eventName: 'tokens', aggregation: { func: 'sum', property: 'units' } },
  ],
  products: [
    {
      id: '9d0d0000-0000-4000-8000-000000000001',
      name: 'Free',
      description: 'To try things out.',
      priceAmount: 0,
      currency: 'usd',
      interval: 'month',
      benefits: [credits('10 jobs a month', METERS.jobs, 10)],
    },
    {
      id: '9d0d0000-0000-4000-8000-000000000002',
      name: 'Pro',
      description: 'For a team that works with it every day.',
      priceAmount: 2900,
      currency: 'usd',
      interval: 'month',
      meteredPrices: [{ meterId: METERS.jobs, unitAmount: '25' }],
      benefits: [credits('500 jobs a month', METERS.jobs, 500), credits('1,000,000 tokens a month', METERS.tokens, 1_000_000)],
    },
    {
      id: '9d0d0000-0000-4000-8000-000000000003',
      name: 'Enterprise',
      description: 'Without limits.',
      priceAmount: 49_900,
      currency: 'usd',
      interval: 'month',
      benefits: [{ type: 'feature_flag', properties: {}, description: 'Unlimited use', metadata: { unlimited: true } }],
    },
    {
      id: '9d0d0000-0000-4000-8000-000000000004',
      name: '100 extra jobs',
      priceAmount: 1900,
      currency: 'usd',
      interval: null,
      benefits: [{ type: 'meter_credit', description: '100 jobs', properties: { meter_id: METERS.jobs, units: 100, rollover: true } }],
    },
  ],
};

function credits(description: string, meterId: string, units: number) {
  return { type: 'meter_credit', description, properties: { meter_id: meterId, units, rollover: false } } as const;
}
