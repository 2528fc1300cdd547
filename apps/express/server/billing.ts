import { createBilling, type Logger } from '@plimsoll/server';
import { polar } from '@plimsoll/server/polar';
import { catalog } from '../catalog.ts';
import type { Env } from './env.ts';
import { openStore } from './open-store.ts';

/** The billing engine of this application: Polar takes the money, the store keeps the ledger. */
export function createAppBilling(env: Env, { appUrl, logger }: { appUrl: string; logger: Logger }) {
  return createBilling({
    catalog,
    provider: polar({
      accessToken: env.POLAR_ACCESS_TOKEN,
      webhookSecrets: env.POLAR_WEBHOOK_SECRET.split(',').map((secret) => secret.trim()),
      products: { pro: env.POLAR_PRO_PRODUCT_ID, enterprise: env.POLAR_ENTERPRISE_PRODUCT_ID },
      environment: env.POLAR_ENVIRONMENT,
      ...(env.POLAR_BASE_URL === undefined ? {} : { baseUrl: env.POLAR_BASE_URL }),
    }),
    store: openStore(env),
    allowedOrigins: [appUrl],
    settings: env.PROBE_INTERVAL_MS === undefined ? {} : { probeIntervalMs: env.PROBE_INTERVAL_MS },
    logger,
  });
}

export type AppBilling = ReturnType<typeof createAppBilling>;
