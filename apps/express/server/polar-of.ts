import type { Provider } from '@plimsoll/server';
import { type PolarOptions, polar } from '@plimsoll/server/polar';
import type { PolarAccount } from './env.ts';

/** What of a catalog is sold as which product of Polar. */
type Sold = Pick<PolarOptions, 'products' | 'packs'>;

/** Polar with a product's own account. */
export function polarOf(account: PolarAccount, sold: Sold): Provider {
  return polar({
    ...sold,
    accessToken: account.POLAR_ACCESS_TOKEN,
    webhookSecrets: account.POLAR_WEBHOOK_SECRET.split(',').map((secret) => secret.trim()),
    environment: account.POLAR_ENVIRONMENT,
    ...(account.POLAR_BASE_URL === undefined ? {} : { baseUrl: account.POLAR_BASE_URL }),
  });
}
