import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defineCatalog } from '@plimsoll/contract';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { billingRouter } from '../../express.ts';
import { billingFetch } from '../../fetch.ts';
import { createBilling } from '../create-billing.ts';
import { eventually } from '../journeys/local-world.ts';
import type { Provider } from '../provider.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } } },
  fallbackTier: 'free',
});
const identity = { customerId: 'acme', userId: 'owner', canManageBilling: true };
const MOST_OF_ONE_CUSTOMER = 1000;

function openShop() {
  const provider = { id: 'stub', name: 'Stub', capabilities: {}, readCustomer: async () => null, parseWebhook() {} } as unknown as Provider;
  const billing = createBilling({ catalog, provider, store: memoryStore(), allowedOrigins: ['https://app.example'] });
  const answer = billingFetch(billing, { identify: () => identity });
  const ask = (init: RequestInit = {}) => answer(new Request('https://app.example/api/billing/live', init));
  return { billing, ask };
}

let shop: ReturnType<typeof openShop>;
beforeEach(() => {
  shop = openShop();
});
afterEach(async () => await shop.billing.stop());

/** Takes every place of the customer but one. */
async function crowd(): Promise<() => void> {
  const leaving = new AbortController();
  for (let place = 1; place < MOST_OF_ONE_CUSTOMER; place += 1) expect((await shop.ask({ signal: leaving.signal })).status).toBe(200);
  return () => leaving.abort();
}

it('HEAD says what GET would, and takes no place', async () => {
  await crowd();
  for (let time = 0; time < 3; time += 1) {
    const response = await shop.ask({ method: 'HEAD' });
    expect([response.status, response.headers.get('content-type'), response.body]).toEqual([200, 'text/event-stream; charset=utf-8', null]);
  }
  expect((await shop.ask()).status).toBe(200);
});

it('one page too many is told so by status, before a stream begins, and gets a place when others leave', async () => {
  const leave = await crowd();
  const answers = await Promise.all([shop.ask(), shop.ask(), shop.ask()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
  const refused = answers.find(({ status }) => status === 429);
  expect([refused?.headers.get('retry-after'), await refused?.json()]).toEqual([
    '30',
    expect.objectContaining({ code: 'rate_limited', detail: expect.stringContaining('this account') }),
  ]);
  leave();
  expect((await shop.ask()).status).toBe(200);
});

it('over HTTP, HEAD is answered at once and a client that is gone frees its place', async () => {
  const app = express().use('/api/billing', billingRouter(shop.billing, { identify: () => identity }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/billing/live`;
  try {
    await crowd();
    expect((await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(2000) })).status).toBe(200);
    const leaving = new AbortController();
    const stream = await fetch(url, { signal: leaving.signal });
    expect((await shop.ask({ method: 'GET' })).status).toBe(429);
    await stream.body?.getReader().read();
    leaving.abort();
    await eventually(async () => expect((await shop.ask()).status).toBe(200));
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
