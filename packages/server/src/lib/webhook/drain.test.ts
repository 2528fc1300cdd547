import { BillingError, defineCatalog } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { createBilling } from '../../index.ts';
import { memoryStore } from '../../memory.ts';
import { polar } from '../../polar.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const unit = { one: 'job', other: 'jobs' };
const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { jobs: 10 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { jobs: 50 } },
  },
  fallbackTier: 'free',
});

function openShop() {
  let now = Date.now();
  let away = true;
  const answer = async <T>(value: T): Promise<T> => {
    if (away) throw new BillingError('provider_unavailable', 'The provider is away.');
    return value;
  };
  const alerts: string[] = [];
  const store = memoryStore({ now: () => now });
  const webhookSecrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
  const provider = {
    ...polar({ accessToken: 'polar_oat_test', webhookSecrets, products: { pro: '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001' } }),
    probe: () => answer(undefined),
    readCustomer: () => answer({ providerCustomerId: 'customer', subscriptions: [], orders: [] }),
  };
  const billing = createBilling({
    catalog,
    provider,
    store,
    allowedOrigins: ['https://app.example'],
    onAlert: ({ code }) => void alerts.push(code),
  });
  return {
    ...{ store, alerts },
    comeBack() {
      away = false;
    },
    async pass(ms: number, steps: number) {
      for (let step = 0; step < steps; step += 1) {
        now += ms / steps;
        await billing.tick();
      }
    },
  };
}

it('a webhook that needs the provider waits for it through an outage of any length', async () => {
  const { store, alerts, comeBack, pass } = openShop();
  const owner = { customerId: 'acme', providerCustomerId: 'customer' };
  const occurredAt = new Date().toISOString();
  await store.inbox.insert({ provider: 'polar', id: 'order', type: 'order.paid', occurredAt, ...owner, effect: { kind: 'reread' } });
  await pass(6 * HOUR_MS, 360);
  expect(await store.inbox.summary()).toMatchObject({ waiting: 1, stuck: 0 });
  comeBack();
  await pass(30 * MINUTE_MS, 30);
  expect(await store.inbox.summary()).toMatchObject({ waiting: 0, stuck: 0 });
  expect(alerts).not.toContain('webhook_dead');
});
