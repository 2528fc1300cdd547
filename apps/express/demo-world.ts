import type { PolarSeed } from '@plimsoll/polar-emulator';

const PRO = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001';
const ENTERPRISE = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1002';
const JOB_DESCRIPTIONS = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2001';
const CANDIDATE_SCREENINGS = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2002';
const TOKEN = 'polar_oat_local';

/** The local Polar's products and meters, and the webhook endpoint of the sample. */
export function demoSeed({ webhookUrl, webhookSecret }: { webhookUrl: string; webhookSecret: string }): PolarSeed {
  const meter = (id: string, name: string, eventName: string) => ({
    id,
    name,
    eventName,
    aggregation: { func: 'sum' as const, property: 'units' },
  });
  return {
    products: [
      { id: PRO, name: 'Pro', priceAmount: 4900, currency: 'usd', interval: 'month' },
      { id: ENTERPRISE, name: 'Enterprise', priceAmount: 49_900, currency: 'usd', interval: 'month' },
    ],
    meters: [
      meter(JOB_DESCRIPTIONS, 'Job descriptions', 'job_descriptions'),
      meter(CANDIDATE_SCREENINGS, 'Candidate screenings', 'candidate_screenings'),
    ],
    webhookEndpoints: [{ url: webhookUrl, secret: webhookSecret, signing: 'standard' }],
  };
}

export interface DemoPlace {
  readonly polarUrl: string;
  readonly webhookSecret: string;
  readonly dataDir: string;
  readonly port: number;
}

/** The environment that points the sample at the local Polar. */
export function demoEnvironment({ polarUrl, webhookSecret, dataDir, port }: DemoPlace): Record<string, string> {
  return {
    POLAR_ACCESS_TOKEN: TOKEN,
    POLAR_WEBHOOK_SECRET: webhookSecret,
    POLAR_PRO_PRODUCT_ID: PRO,
    POLAR_ENTERPRISE_PRODUCT_ID: ENTERPRISE,
    POLAR_JOB_DESCRIPTIONS_METER_ID: JOB_DESCRIPTIONS,
    POLAR_CANDIDATE_SCREENINGS_METER_ID: CANDIDATE_SCREENINGS,
    POLAR_BASE_URL: polarUrl,
    SESSION_SECRET: 'a secret for a local demo',
    DATA_DIR: dataDir,
    PORT: String(port),
  };
}
