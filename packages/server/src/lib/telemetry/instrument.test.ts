import { BillingError, defineCatalog } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { stubProvider } from '../journeys/outbox-world.ts';
import { openCollector, read } from '../journeys/telemetry-collector.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import { createHeat } from './heat.ts';
import { instrument } from './instrument.ts';

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } } },
  fallbackTier: 'free',
});
const policy = { limits: [{ window: 'day', units: 100 }], overage: 'block' } as const;
const brought = () => ({ catalog, provider: stubProvider({}), store: memoryStore(), allowedOrigins: ['https://app.example'] });

it('without telemetry the engine works with the very store and provider that the host brought', () => {
  const own = brought();
  const { provider, store, recorder } = instrument(own, systemRuntime);
  expect(provider).toBe(own.provider);
  expect(store).toBe(own.store);
  expect(recorder.active).toBe(false);
});

it.each<[thrown: unknown, type: string]>([
  [new BillingError('provider_unavailable', 'no answer'), 'provider_unavailable'],
  [new BillingError('provider_unavailable', 'slow down', { retryAfterMs: 1000 }), 'rate_limited'],
  [new BillingError('provider_rejected', 'no'), 'provider_rejected'],
  [new BillingError('payment_failed', 'declined'), 'payment_failed'],
  [new BillingError('email_taken', 'acme@example.com'), 'email_taken'],
  [new Error('acme'), 'internal'],
])('%s of the provider is counted as %s, and reaches whoever asked as it was', async (thrown, type) => {
  const { telemetry, points } = openCollector();
  const own = { ...brought(), telemetry, provider: stubProvider({ probe: () => Promise.reject(thrown) }) };
  await expect(instrument(own, systemRuntime).provider.probe()).rejects.toBe(thrown);
  const found = await points();
  expect(found.find(({ name }) => name === 'stub.api.error')?.attributes).toEqual({ operation: 'probe', 'error.type': type });
  expect(read(found, 'stub.api.latency', { operation: 'probe' })).toBe(1);
});

it('counts units that were committed, each once: not what is held, repeated, granted or given back', async () => {
  const { telemetry, points } = openCollector();
  const { ledger } = instrument({ ...brought(), telemetry }, systemRuntime).store;
  const of = { customerId: 'acme', userId: null, meter: 'tokens', policy } as const;
  const spend = { ...of, kind: 'spend', units: 5, id: 'a', eventId: 'a' } as const;
  await ledger.apply([spend, spend, { ...spend, units: 7, id: 'b', eventId: 'b' }]);
  await ledger.apply([
    { ...of, kind: 'reserve', units: 20, id: 'c', ttlMs: 60_000 },
    { kind: 'grant', customerId: 'acme', meter: 'tokens', units: 1000, id: 'order:1' },
    { kind: 'refund', customerId: 'acme', id: 'b' },
    { ...spend, units: 500_000, id: 'd', eventId: 'd' },
  ]);
  await ledger.apply([{ kind: 'commit', customerId: 'acme', id: 'c', units: 11, policy, eventId: 'c', attempt: null }]);
  const found = await points();
  expect(read(found, 'stub.usage.tokens')).toBe(5 + 7 + 11);
  expect(found.filter(({ name }) => name === 'stub.gate.refused')).toMatchObject([
    { attributes: { meter: 'tokens', reason: 'limit_reached' }, value: 1 },
  ]);
});

it('the busiest group of customers shows, and nobody is remembered', () => {
  const heat = createHeat();
  for (let at = 0; at < 9; at += 1) heat.note('acme');
  heat.note('globex');
  expect(heat.take()).toBe(0.9);
  expect(heat.take()).toBe(0);
  for (let at = 0; at < 10_000; at += 1) heat.note(`customer_${at}`);
  expect(heat.take()).toBeLessThan(0.02);
});
