import { BillingError } from '@plimsoll/contract';
import { createBilling, defineCatalog, type Provider } from '../../../src/index.ts';
import { makeStore, type StorePlace } from '../store-kinds.ts';

/** Units of each customer; all but the last are gone before a race. */
export const ALLOWANCE = 10;

const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { jobs: ALLOWANCE } } },
  fallbackTier: 'free',
});

const unused = () => Promise.reject(new BillingError('provider_rejected', 'Nothing is sold in a race.'));

/** A provider that knows nobody: everyone is on the free tier. */
const provider: Provider = {
  ...{ id: 'nobody', name: 'Nobody', capabilities: { portal: false, usage: false, providerMeters: false }, sells: () => false },
  ...{
    readCustomer: async () => null,
    readMeters: async () => [],
    readCredits: async () => [],
    probe: async () => undefined,
    verify: async () => [],
  },
  ...{ bindCustomer: unused, createCheckout: unused, readCheckout: unused, readSubscription: unused, cancel: unused, resume: unused },
  ...{ readOrders: unused, openInvoice: unused },
  ...{ changeTier: unused, openPortal: unused, sendUsage: unused, parseWebhook: unused },
};

/** The whole engine over a store that other processes use as well. */
export function createRaceBilling(place: StorePlace) {
  const store = makeStore(place, () => Date.now());
  const billing = createBilling({
    ...{ catalog, provider, store, allowedOrigins: ['https://app.example'] },
    // A store under this load may be slow; that is not what is raced for.
    settings: { storeDeadlineMs: 30_000 },
  });
  return { billing, open: () => store.open(), close: () => store.close() };
}

export type RaceBilling = ReturnType<typeof createRaceBilling>;
