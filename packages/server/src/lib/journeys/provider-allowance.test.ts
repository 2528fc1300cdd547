import { type BillingState, defineCatalog } from '@plimsoll/contract';
import { listenPolarEmulator } from '@plimsoll/polar-emulator/node';
import { describe, expect, it } from 'vitest';
import { billingFetch } from '../../fetch.ts';
import { createBilling } from '../../index.ts';
import { memoryStore } from '../../memory.ts';
import { polar } from '../../polar.ts';
import { readContent } from '../audit/verify-chain.ts';
import { type Delivery, sign } from './promises/signed-delivery.ts';

const PRO = '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f3001';
const METER = '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f3002';
const BASIC = '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f3003';
const BOOST = '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f3004';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ORIGIN = 'https://app.acme.example';
const DAY_MS = 86_400_000;

const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { jobs: 0 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { jobs: 'from-provider' } },
  },
  fallbackTier: 'free',
});

const credit = (id: string, units: number) => ({
  ...{ id, type: 'meter_credit' as const, description: `${units} jobs` },
  properties: { units, rollover: false, meter_id: METER },
});

/** An engine whose only allowance is what Polar credits: 50 a month with the plan. */
async function openCredited() {
  const emulator = await listenPolarEmulator({
    ...{ retryScale: 0, stateDelayMs: 0, meterLagMs: 0 },
    seed: {
      products: [
        { ...{ id: PRO, name: 'Pro', priceAmount: 4900, currency: 'usd', interval: 'month' }, benefits: [credit(BASIC, 50)] },
        // Sold to nobody: it makes the benefit known.
        {
          ...{ id: '3c1d7a52-0b7e-4f0e-9d3e-5a6f3f0f3005', name: 'Boost', priceAmount: 900, currency: 'usd', interval: 'month' },
          benefits: [credit(BOOST, 25)],
        },
      ],
      meters: [{ id: METER, name: 'Jobs', eventName: 'jobs', aggregation: { func: 'sum', property: 'units' } }],
      webhookEndpoints: [{ url: `${ORIGIN}/api/billing/webhooks/polar`, secret: SECRET, signing: 'standard' }],
    },
    async deliver(url, { headers, body }) {
      deliveries.push({ headers, body });
      return { status: (await handle(new Request(url, { method: 'POST', headers, body }))).status };
    },
  });
  const deliveries: Delivery[] = [];
  const store = memoryStore({ now: () => emulator.clock.now().getTime() });
  const billing = createBilling({
    ...{ catalog, store, allowedOrigins: [ORIGIN], settings: { standingCacheMs: 0, snapshotMaxAgeMs: 99 * DAY_MS } },
    provider: polar({
      ...{ accessToken: emulator.accessToken, webhookSecrets: [SECRET], baseUrl: emulator.url, products: { pro: PRO } },
    }),
  });
  const who = { customerId: 'acme', userId: 'ada', email: 'ada@acme.example', name: 'Acme', canManageBilling: true };
  const handle = billingFetch(billing, { identify: () => who });
  const ask = async (path: string, body?: object) => {
    const request = { method: body === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json' } };
    const response = await handle(
      new Request(`${ORIGIN}/api/billing${path}`, body === undefined ? request : { ...request, body: JSON.stringify(body) }),
    );
    return await response.json();
  };
  const settle = async () => {
    for (let round = 0; round < 10; round += 1) {
      await emulator.webhooks.settled();
      await billing.tick();
      if ((await store.inbox.summary()).waiting === 0) return;
    }
  };
  return {
    ...{ emulator, billing, store, deliveries, settle },
    jobs: async () => ((await ask('/state')) as BillingState).meters['jobs'],
    spend: (units: number) => billing.usage.spend({ customerId: 'acme', meter: 'jobs', units }),
    explain: async () => (await billing.usage.explain({ customerId: 'acme', meter: 'jobs' })).because.join(' '),
    deliver: async ({ headers, body }: Delivery) => {
      await handle(new Request(`${ORIGIN}/api/billing/webhooks/polar`, { method: 'POST', headers, body }));
    },
    async subscribe() {
      const { checkoutId } = (await ask('/checkout', { tier: 'pro', successUrl: '/', returnUrl: '/' })) as { checkoutId: string };
      await emulator.pay(checkoutId);
      await settle();
    },
    /** What the plan gives from now on, to everyone who has it. */
    async give(...benefits: string[]) {
      const headers = { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ benefits });
      expect((await fetch(`${emulator.url}/v1/products/${PRO}/benefits`, { method: 'POST', headers, body })).status).toBe(200);
    },
    async [Symbol.asyncDispose]() {
      await billing.stop();
      await emulator.close();
    },
  };
}

describe('an allowance that the provider decides', () => {
  it('is what it credited: a grant raises what may be used, a revocation lowers it, and the log has a row for each', async () => {
    await using world = await openCredited();
    const { jobs, spend, settle, give, subscribe, store } = world;
    expect(await jobs()).toMatchObject({ granted: 0, remaining: 0 });
    await subscribe();
    expect(await jobs()).toMatchObject({ granted: 50, remaining: 50 });
    await spend(50);
    await expect(spend(1)).rejects.toMatchObject({ code: 'limit_reached' });
    await give(BASIC, BOOST);
    await settle();
    expect(await jobs()).toMatchObject({ granted: 75, remaining: 25 });
    await spend(20);
    await give(BASIC);
    await settle();
    expect(await jobs()).toMatchObject({ granted: 50, remaining: 0, used: 70 });
    await expect(spend(1)).rejects.toMatchObject({ code: 'limit_reached' });
    const rows = await store.audit.list({ customerId: 'acme', before: null, limit: 50 });
    const changes = rows.map(({ content }) => readContent(content)?.detail['credits']).filter((credits) => credits !== undefined);
    expect(changes.reverse()).toEqual([
      [{ meter: 'jobs', before: 0, after: 50 }],
      [{ meter: 'jobs', before: 50, after: 75 }],
      [{ meter: 'jobs', before: 75, after: 50 }],
    ]);
  });

  it('is given afresh with each period', async () => {
    await using world = await openCredited();
    const { jobs, spend, settle, subscribe, emulator } = world;
    await subscribe();
    await spend(40);
    await emulator.clock.advance(32 * DAY_MS);
    await settle();
    expect(await jobs()).toMatchObject({ granted: 50, used: 0, remaining: 50 });
  });

  it('moves nothing back when what was said before comes late, and says why it is what it is', async () => {
    await using world = await openCredited();
    const { jobs, settle, give, subscribe, deliver, deliveries, explain } = world;
    await subscribe();
    const earlier = [...deliveries];
    await give(BASIC, BOOST);
    await settle();
    expect(await jobs()).toMatchObject({ granted: 75 });
    // Away, so that nothing can be mended by a reading.
    world.emulator.faults.set({ kind: 'status', status: 503 });
    const states = earlier.filter(({ body }) => body.includes('"credited_units":50'));
    expect(states.length).toBeGreaterThan(0);
    for (const [at, { body }] of states.entries()) await deliver(sign(body, { secret: SECRET, id: `again_${at}` }));
    await world.billing.tick();
    expect((await world.store.inbox.summary()).waiting).toBe(0);
    expect((await jobs())?.granted).toBe(75);
    expect(await explain()).toMatch(/What is included is what the provider credits: 75, as it said at /);
  });

  it('is nothing while the provider has not said how much, and that is said', async () => {
    await using world = await openCredited();
    await world.give();
    await world.subscribe();
    expect(await world.jobs()).toMatchObject({ granted: 0, remaining: 0 });
    await expect(world.spend(1)).rejects.toMatchObject({ code: 'limit_reached' });
    expect(await world.explain()).toContain('what the provider credits, and it has not credited anything that is known of: 0.');
  });
});
