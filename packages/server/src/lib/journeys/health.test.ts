import { defineCatalog } from '@plimsoll/contract';
import { routes } from '@plimsoll/contract/routes';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { createBilling } from '../../index.ts';
import { memoryStore } from '../../memory.ts';
import { fragileStore, type Weather } from './fragile-store.ts';
import { stubProvider } from './outbox-world.ts';

const catalog = defineCatalog({
  meters: { jobs: { name: 'Jobs', unit: { one: 'job', other: 'jobs' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { jobs: 10 } } },
  fallbackTier: 'free',
});

async function readHealth(weather: Weather, operator: boolean) {
  const { store, turn } = fragileStore(memoryStore());
  const limits = { requestsPerMinute: 200, usageBatch: 100 };
  const billing = createBilling({
    ...{ catalog, store, provider: stubProvider({ limits, readCustomer: async () => null }), allowedOrigins: ['https://app.example'] },
    settings: { storeDeadlineMs: 100 },
  });
  await billing.usage.record({ customerId: 'acme', meter: 'jobs', units: 1 });
  turn(weather);
  const identity = { customerId: 'acme', userId: 'owner', canManageBilling: true, operator };
  const body = async () => ({ kind: 'bytes', bytes: new Uint8Array() }) as const;
  const request = { method: 'GET', path: '/health', query: new URLSearchParams(), header: () => undefined, body };
  const answer = await billing.handle({ ...request, identify: async () => identity });
  turn('up');
  return { status: answer.status, body: JSON.parse(String(answer.body)) };
}

it('operators see what waits, what the provider may be asked, and whether the counts agree, in the shape of the contract', async () => {
  const { status, body } = await readHealth('up', true);
  expect(status).toBe(200);
  expect(v.parse(v.strictObject({ ...routes['GET /health'].output.entries }), body)).toEqual(body);
  expect(body.details).toMatchObject({
    outbox: { waiting: 1, parked: 0 },
    provider: { id: 'stub', reachable: true, budget: { requestsPerMinute: 200, waiting: 0 } },
    drift: null,
  });
});

it('others see whether billing works, and no number', async () => {
  expect(await readHealth('up', false)).toEqual({ status: 200, body: { status: 'ok' } });
});

it.each<Weather>(['hangs', 'refuses'])('a store that %s is told of within its deadline', async (weather) => {
  const { status, body } = await readHealth(weather, true);
  expect(status).toBe(503);
  expect(body).toMatchObject({ status: 'degraded', details: { store: { reachable: false }, drift: null } });
});
