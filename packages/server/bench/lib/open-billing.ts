import { type Billing, createBilling, type Store } from '../../src/index.ts';
import { polar } from '../../src/polar.ts';
import { catalog } from './catalog.ts';

const PRO = '7d0c1f0e-3b7a-4c52-9a53-2a60f4b1c001';
const DAY_MS = 86_400_000;

/** An engine on a store that knows its customers. Nothing runs in the background and nobody answers for the provider: it is never asked. */
export async function openBilling(store: Store, customers: readonly string[]): Promise<Billing<typeof catalog>> {
  await store.open();
  for (const customerId of customers) await subscribe(store, customerId);
  return createBilling({
    catalog,
    store,
    provider: polar({
      accessToken: 'polar_oat_bench',
      webhookSecrets: ['whsec_YmVuY2g='],
      products: { pro: PRO },
      baseUrl: 'http://127.0.0.1:9',
    }),
    allowedOrigins: ['https://app.example'],
  });
}

async function subscribe(store: Store, customerId: string): Promise<void> {
  const now = await store.now();
  const [start, end] = [now - DAY_MS, now + 29 * DAY_MS].map((at) => new Date(at).toISOString()) as [string, string];
  const row = {
    ...{
      id: `sub_${customerId}`,
      providerCustomerId: `cus_${customerId}`,
      customerId,
      tier: 'pro',
      productId: PRO,
      status: 'active' as const,
    },
    ...{ periodStart: start, periodEnd: end, trialEnd: null, cancelAt: null, endedAt: null, scheduledTier: null },
    ...{ modifiedAt: start, windowStart: start },
  };
  const snapshot = { customerId, provider: 'polar', providerCustomerId: row.providerCustomerId, rows: [row], syncedAt: now, revision: 0 };
  if (!(await store.snapshots.write(snapshot, 0))) throw new Error('The store of a benchmark must be empty.');
}
