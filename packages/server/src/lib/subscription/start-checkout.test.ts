import { defineCatalog, isBillingError } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { silentLogger } from '../logger.ts';
import type { ProviderSubscription } from '../provider.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { silentRecorder } from '../telemetry/recorder.ts';
import { createSync } from './create-sync.ts';
import { deriveSubscription } from './derive.ts';
import { startCheckout } from './start-checkout.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { tokens: 100 } },
  },
  packs: { small: { name: 'Small', meter: 'tokens', units: 50, price: { amount: 500, currency: 'USD' } } },
  fallbackTier: 'free',
});
const subscription: ProviderSubscription = {
  ...{ id: 'sub_1', providerCustomerId: 'cus_1', customerId: 'acme', tier: 'pro', productId: 'prod_1', status: 'active' },
  ...{ periodStart: '2026-11-10T00:00:00Z', periodEnd: '2026-12-10T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
  ...{ scheduledTier: null, modifiedAt: '2026-11-10T00:00:00Z' },
};

/** What a customer with these subscriptions gets who wants to buy, and the tier that it has. */
async function buy(subscriptions: readonly ProviderSubscription[], item: { kind: 'tier' | 'pack'; id: string }) {
  const created: unknown[] = [];
  const provider = {
    ...{ id: 'stub', sells: () => true, readCustomer: async () => ({ providerCustomerId: 'cus_1', subscriptions, orders: [] }) },
    async createCheckout(request: unknown) {
      created.push(request);
      return { id: 'checkout_1', url: 'https://pay.example/1', status: 'open', expiresAt: '2026-11-20T13:00:00Z' };
    },
  };
  const context: Context = {
    ...{ catalog, provider, store: memoryStore({ now: () => NOW }), logger: silentLogger, settings: { pastDueGraceMs: 0 } },
    ...{ availability: { call: (_: string, work: () => unknown) => work() }, alert() {}, access: { note() {} }, recorder: silentRecorder },
    ...{ audit: { tell: async () => {} }, syncs: { note() {} }, tombstones: { requireAdmitted: async () => {} } },
    ...{ runtime: { ...systemRuntime, now: () => NOW, uuid: () => 'attempt' }, sync: createSync(() => context) },
  } as unknown as Context;
  await context.sync.customer('acme', 'age');
  const identity = { customerId: 'acme', userId: 'owner', email: 'owner@acme.example', canManageBilling: true };
  const outcome = await startCheckout(context, identity, { item, successUrl: '/', returnUrl: '/' }).catch((error: unknown) => error);
  const snapshot = await context.store.snapshots.read('acme');
  return { outcome, created, tier: deriveSubscription(snapshot, { catalog, pastDueGraceMs: 0, now: NOW }).tier };
}

const pro = { kind: 'tier', id: 'pro' } as const;
const unmapped: ProviderSubscription = { ...subscription, id: 'sub_2', tier: null, productId: 'prod_other' };

it.each<[name: string, text: RegExp, subscriptions: readonly ProviderSubscription[], tier: string]>([
  ['a plan', /Change its plan/, [subscription], 'pro'],
  ['a plan whose last payment failed', /Change its plan/, [{ ...subscription, status: 'past_due' }], 'free'],
  ['a plan that is paused', /Change its plan/, [{ ...subscription, status: 'paused' }], 'free'],
  ['a product that no tier is mapped to', /none of these plans/, [unmapped], 'free'],
  ['a tier that the catalog has lost', /none of these plans/, [{ ...subscription, tier: 'gold' }], 'free'],
  ['a plan beside such a product', /Change its plan/, [unmapped, subscription], 'pro'],
])('who pays for %s is not sold a second subscription, and has what the plan gives', async (...[_name, text, subscriptions, tier]) => {
  const sale = await buy(subscriptions, pro);
  expect(sale).toMatchObject({ outcome: { code: 'subscription_exists', status: 409, publicMessage: expect.stringMatching(text) }, tier });
  expect(sale.created).toEqual([]);
});

it.each<[name: string, subscriptions: readonly ProviderSubscription[]]>([
  ['nothing', []],
  ['a plan that is over', [{ ...subscription, status: 'ended', endedAt: '2026-11-15T00:00:00Z' }]],
  ['a product of no tier that is over', [{ ...unmapped, status: 'ended', endedAt: '2026-11-15T00:00:00Z' }]],
])('who has %s may buy', async (_name, subscriptions) => {
  const sale = await buy(subscriptions, pro);
  expect(isBillingError(sale.outcome)).toBe(false);
  expect(sale.created).toHaveLength(1);
});

it('who pays for a product that no tier is mapped to may still buy a pack', async () => {
  expect((await buy([unmapped], { kind: 'pack', id: 'small' })).created).toHaveLength(1);
});
