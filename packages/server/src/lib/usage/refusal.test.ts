import { defineCatalog } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { createBilling } from '../create-billing.ts';
import type { Provider } from '../provider.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const catalog = defineCatalog({
  meters: {
    images: { name: 'Images', unit: { one: 'image', other: 'images' } },
    tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } },
  },
  tiers: { free: { name: 'Free', prices: [], allowances: { images: 0, tokens: 1 } } },
  packs: { small: { name: 'Small', meter: 'images', units: 20, price: { amount: 500, currency: 'USD' } } },
  fallbackTier: 'free',
});

/** A provider that knows nobody: everybody has the fallback tier. */
const provider = {
  ...{ id: 'stub', name: 'Stub', capabilities: { portal: false, usage: true, providerMeters: false }, sells: () => true },
  ...{ parseWebhook: async () => {}, readCustomer: async () => null },
} as unknown as Provider;

it('says when more comes only where something does', async () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  const billing = createBilling({ catalog, provider, store: memoryStore({ now: () => now }), allowedOrigins: ['https://app.example'] });
  const images = billing.usage.spend({ customerId: 'acme', meter: 'images' });
  await expect(images).rejects.toMatchObject({
    code: 'limit_reached',
    details: { limit: { needed: 1, remaining: 0, resetsAt: null, offer: { kind: 'pack', pack: 'small' } } },
  });
  const tokens = billing.usage.spend({ customerId: 'acme', meter: 'tokens', units: 2 });
  await expect(tokens).rejects.toMatchObject({ details: { limit: { remaining: 1, resetsAt: '2026-12-01T00:00:00.000Z' } } });
});
