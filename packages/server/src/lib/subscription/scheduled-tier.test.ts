import { type BillingState, defineCatalog } from '@plimsoll/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Billing, createBilling } from '../create-billing.ts';
import { stubProvider } from '../journeys/outbox-world.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store.ts';
import type { SubscriptionRow } from './snapshot.ts';

const START = '2026-11-10T00:00:00.000Z';
const END = '2026-12-10T00:00:00.000Z';
const AT = Date.parse(END);
const ORIGIN = 'https://app.acme.example';

const tier = (name: string, tokens: number) => ({ name, prices: [], allowances: { tokens } });
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: tier('Free', 1), starter: tier('Starter', 10), pro: tier('Pro', 100) },
  fallbackTier: 'free',
});

const bought: SubscriptionRow = {
  ...{ id: 'sub_1', providerCustomerId: 'cus_1', customerId: 'acme', tier: 'pro', productId: 'prod_pro', status: 'active' },
  ...{ periodStart: START, periodEnd: END, trialEnd: null, cancelAt: null, endedAt: null, scheduledTier: 'starter' },
  ...{ modifiedAt: START, windowStart: START },
};

let now: number;
let store: Store;
let billing: Billing<typeof catalog>;

async function readState(): Promise<BillingState> {
  const identity = { customerId: 'acme', userId: 'owner', email: 'owner@acme.example', canManageBilling: true };
  const { body } = await billing.handle({
    ...{ method: 'GET', path: '/state', query: new URLSearchParams(), header: () => undefined },
    ...{ body: () => Promise.reject(new Error('there is none')), identify: async () => identity },
  });
  return JSON.parse(String(body));
}

async function know(row: SubscriptionRow, revision: number): Promise<void> {
  const known = { customerId: 'acme', provider: 'stub', providerCustomerId: 'cus_1', rows: [row], syncedAt: now, revision };
  expect(await store.snapshots.write(known, revision)).toBe(true);
}

beforeEach(async () => {
  now = AT - 1000;
  store = memoryStore({ now: () => now });
  billing = createBilling({
    ...{ catalog, provider: stubProvider({}), store, allowedOrigins: [ORIGIN] },
    runtime: { ...systemRuntime, now: () => now, monotonic: () => now },
    settings: { standingCacheMs: 60_000 },
  });
  await know(bought, 0);
});
afterEach(() => billing.stop());

const spend = (units: number) => billing.usage.spend({ customerId: 'acme', meter: 'tokens', units });
const explain = () => billing.usage.explain({ customerId: 'acme', meter: 'tokens', units: 1 });

it('takes over at its date by the clock alone, in the state, in the reasoning and for whoever is remembered', async () => {
  await spend(50);
  expect(await readState()).toMatchObject({ tier: 'pro', subscription: { scheduledTier: 'starter', periodEnd: END } });
  expect(await explain()).toMatchObject({ allowed: true, balance: { granted: 100 } });

  now = AT - 1;
  await spend(1);
  now = AT;
  // A new period as well: nothing of it is used yet.
  await spend(10);
  await expect(spend(1)).rejects.toMatchObject({ code: 'limit_reached' });
  const shown = await readState();
  expect(shown).toMatchObject({ tier: 'starter', mode: 'live', subscription: { status: 'active', scheduledTier: null, periodEnd: END } });
  expect(shown.meters['tokens']).toMatchObject({ granted: 10, used: 10, remaining: 0, level: 'exhausted' });
  const { allowed, because, standing } = await explain();
  expect([allowed, standing.tier, standing.row?.tier]).toEqual([false, 'starter', 'pro']);
  expect(because).toContainEqual(expect.stringContaining('"starter"'));
});

it('is over when the renewal comes, which decides: the same tier, or another that was agreed on meanwhile', async () => {
  now = AT + 1000;
  expect((await readState()).tier).toBe('starter');
  const renewed = { ...bought, periodStart: END, periodEnd: '2027-01-10T00:00:00.000Z', windowStart: END, modifiedAt: END };
  await know({ ...renewed, tier: 'starter', productId: 'prod_starter', scheduledTier: null }, 1);
  expect(await readState()).toMatchObject({ tier: 'starter', subscription: { scheduledTier: null, periodStart: END } });
  await know({ ...renewed, scheduledTier: null, modifiedAt: '2026-12-10T00:00:01.000Z' }, 2);
  expect(await readState()).toMatchObject({ tier: 'pro', subscription: { scheduledTier: null } });
});

it('never takes over from a subscription that ends then', async () => {
  await know({ ...bought, cancelAt: END, modifiedAt: '2026-12-01T00:00:00.000Z' }, 1);
  now = AT;
  expect(await readState()).toMatchObject({ tier: 'free', subscription: { scheduledTier: 'starter', cancelAt: END } });
});
