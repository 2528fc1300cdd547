import type { PolarSeed } from '@plimsoll/polar-emulator';

const PRO = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001';
const ENTERPRISE = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1002';
const JOB_DESCRIPTIONS = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2001';
const CANDIDATE_SCREENINGS = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2002';

const sumOfUnits = { func: 'sum', property: 'units' } as const;

/** What the recruiting tool has at the local Polar. */
export const recruitingSeed: PolarSeed = {
  products: [
    { id: PRO, name: 'Pro', priceAmount: 4900, currency: 'usd', interval: 'month' },
    { id: ENTERPRISE, name: 'Enterprise', priceAmount: 49_900, currency: 'usd', interval: 'month' },
  ],
  meters: [
    { id: JOB_DESCRIPTIONS, name: 'Job descriptions', eventName: 'job_descriptions', aggregation: sumOfUnits },
    { id: CANDIDATE_SCREENINGS, name: 'Candidate screenings', eventName: 'candidate_screenings', aggregation: sumOfUnits },
  ],
};

/** The ids above, as the environment names them. */
export const recruitingIds: Readonly<Record<string, string>> = {
  POLAR_PRO_PRODUCT_ID: PRO,
  POLAR_ENTERPRISE_PRODUCT_ID: ENTERPRISE,
  POLAR_JOB_DESCRIPTIONS_METER_ID: JOB_DESCRIPTIONS,
  POLAR_CANDIDATE_SCREENINGS_METER_ID: CANDIDATE_SCREENINGS,
};
