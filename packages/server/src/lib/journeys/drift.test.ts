import { defineCatalog } from '@plimsoll/contract';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { expect, it } from 'vitest';
import { type Alert, createBilling } from '../../index.ts';
import { memoryStore } from '../../memory.ts';
import { polar } from '../../polar.ts';
import { systemRuntime } from '../runtime/runtime.ts';

const PRO = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001';
const BILLED = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f100a';
const SHOWN = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f100b';
const HOUR_MS = 3_600_000;
const ACME = { customerId: 'acme', meter: 'tokens' } as const;

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10 } },
    pro: {
      name: 'Pro',
      prices: [{ amount: 1900, currency: 'USD', interval: 'month' }],
      allowances: { tokens: 50 },
      overage: { tokens: { amount: 2, currency: 'USD', per: 1 } },
    },
  },
  fallbackTier: 'free',
});

const identity = { customerId: 'acme', userId: 'owner', email: 'owner@acme.example', canManageBilling: true, operator: true };

/** "acme" on Pro, whose tokens past the plan Polar bills. One clock for Polar and the store, moved by hours with a round of work in each. */
async function openShop({ meterLagMs = 0 } = {}) {
  const priced = { meteredPrices: [{ meterId: BILLED, unitAmount: 2 }] };
  const emulator = await listenPolarEmulator({
    seed: {
      products: [{ id: PRO, name: 'Pro', priceAmount: 1_900, currency: 'usd', interval: 'month', ...priced }],
      meters: [
        { id: BILLED, name: 'Past the plan', eventName: 'tokens', aggregation: { func: 'sum', property: 'billable_units' } },
        { id: SHOWN, name: 'Tokens', eventName: 'tokens', aggregation: { func: 'sum', property: 'units' } },
      ],
    },
    meterLagMs,
  });
  const alerts: Alert[] = [];
  const provider = polar({ accessToken: emulator.accessToken, webhookSecrets: ['whsec_x'], products: { pro: PRO }, baseUrl: emulator.url });
  const now = () => emulator.clock.now().getTime();
  const billing = createBilling({
    ...{ catalog, provider, allowedOrigins: ['https://app.example'] },
    ...{ store: memoryStore({ now }), runtime: { ...systemRuntime, now } },
    onAlert: (alert) => void alerts.push(alert),
  });
  const bound = await provider.bindCustomer({ customerId: 'acme', email: 'owner@acme.example', name: null });
  const urls = { successUrl: 'https://app.example/done', returnUrl: 'https://app.example' };
  const item = { kind: 'tier', id: 'pro' } as const;
  const checkout = await provider.createCheckout({ customerId: 'acme', ...bound, ...urls, item, attemptId: 'a-1' });
  await emulator.pay(checkout.id);
  const health = async () => {
    const body = async () => ({ kind: 'bytes', bytes: new Uint8Array() }) as const;
    const asked = { method: 'GET', path: '/health', query: new URLSearchParams(), header: () => undefined, body };
    const answer = await billing.handle({ ...asked, identify: async () => identity });
    return JSON.parse(String(answer.body)).details.drift;
  };
  return {
    ...{ emulator, billing, health },
    drifts: () => alerts.filter(({ code }) => code === 'usage_drift').map(({ context }) => context),
    async pass(hours: number) {
      for (let hour = 0; hour < hours; hour += 1) {
        await emulator.clock.advance(HOUR_MS);
        await billing.tick();
      }
    },
    async [Symbol.asyncDispose]() {
      await billing.stop();
      await emulator.close();
    },
  };
}

it('ledger and provider agree through lag, new usage, overage and a renewal: nothing is said', async () => {
  await using shop = await openShop({ meterLagMs: 3 * HOUR_MS });
  for (let day = 0; day < 34; day += 1) {
    await shop.billing.usage.spend({ ...ACME, units: 3 });
    await shop.pass(24);
  }
  expect(shop.drifts()).toEqual([]);
  expect(await shop.health()).toMatchObject({ customers: 0 });
  expect(shop.emulator.usage('acme', BILLED).consumed).toBeLessThan(34 * 3 - 50);
});

it('usage that the provider lost is told once with both figures, counted in health, and never repaired', async () => {
  await using shop = await openShop();
  await shop.billing.usage.spend({ ...ACME, units: 60 });
  await shop.pass(1);
  shop.emulator.faults.set({ kind: 'lose-events' });
  await shop.billing.usage.spend({ ...ACME, units: 7 });
  await shop.pass(1);
  shop.emulator.faults.clear();
  await shop.pass(24);
  const window = expect.stringContaining('period:');
  const of = { provider: 'polar', customerId: 'acme', meter: 'tokens', window };
  expect(shop.drifts()).toEqual([{ ...of, sums: 'billableUnits', ledger: 17, counted: 10, drift: -7 }]);
  expect(await shop.health()).toMatchObject({ customers: 1 });
  expect(shop.emulator.usage('acme', BILLED).consumed).toBe(10);
  expect(await shop.billing.usage.check({ ...ACME })).toMatchObject({ allowed: true });
});

it('units that reached the provider from elsewhere are told where they are billed', async () => {
  await using shop = await openShop();
  await shop.billing.usage.spend({ ...ACME, units: 60 });
  await fetch(`${shop.emulator.url}/v1/events/ingest`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.emulator.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [{ name: 'tokens', external_customer_id: 'acme', metadata: { billable_units: 4 } }] }),
  });
  await shop.pass(8);
  expect(shop.drifts()).toMatchObject([{ sums: 'billableUnits', ledger: 10, counted: 14, drift: 4 }]);
});

it('a refund, of which the provider is never told, is no drift', async () => {
  await using shop = await openShop();
  await shop.billing.usage.spend({ ...ACME, units: 5, id: 'job-1' });
  await shop.pass(8);
  await shop.billing.usage.refund({ customerId: 'acme', id: 'job-1' });
  await shop.pass(16);
  expect(shop.drifts()).toEqual([]);
});

it('nothing is compared while usage waits to be told', async () => {
  await using shop = await openShop();
  shop.emulator.faults.set({ kind: 'status', status: 503, path: '/v1/events' });
  await shop.billing.usage.spend({ ...ACME, units: 60 });
  await shop.pass(12);
  expect(shop.drifts()).toEqual([]);
  expect(shop.emulator.requests().some(({ path }) => path.startsWith('/v1/customer-meters'))).toBe(false);
});
