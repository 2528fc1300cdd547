import { BillingError, defineCatalog } from '@plimsoll/contract';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMockBackend, type MockBackendOptions } from './create-mock-backend.ts';
import type { MockBackend } from './mock-backend.ts';
import type { ScenarioName } from './scenarios.ts';

const DAY_MS = 86_400_000;
const ROOT = 'http://localhost/api/billing';
const server = setupServer();
const opened: MockBackend[] = [];

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(async () => {
  server.resetHandlers();
  for (const backend of opened.splice(0)) await backend.dispose();
});
afterAll(() => server.close());

async function start(options: Omit<MockBackendOptions, 'catalog'> = {}) {
  const backend = await createMockBackend(options);
  opened.push(backend);
  server.use(...backend.handlers);
  return backend;
}

const get = async (path: string, root = ROOT) => (await fetch(root + path)).json();

function post(path: string, body: object): Promise<Response> {
  return fetch(ROOT + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

const purchase = { tier: 'pro', successUrl: '/success?checkout_id={CHECKOUT_ID}', returnUrl: '/' };

test('a page can walk from the first unit over the limit to a paid plan, over the network alone', async () => {
  const { spend, pay, settled, emulator } = await start({ scenario: 'exhausted' });
  const refusal = await spend('job_descriptions').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(BillingError);
  expect(refusal).toMatchObject({ code: 'limit_reached', status: 402, details: { limit: { remaining: 0, offer: { tier: 'pro' } } } });

  const checkout = await (await post('/checkout', purchase)).json();
  expect(await (await fetch(checkout.url)).text()).toContain('Pro');
  expect(await pay(checkout.url)).toContain(`/success?checkout_id=${checkout.checkoutId}`);
  expect(await (await post('/checkout/sync', { checkoutId: checkout.checkoutId })).json()).toMatchObject({
    outcome: 'active',
    state: { tier: 'pro' },
  });

  await spend('job_descriptions');
  await settled();
  expect(await get('/state')).toMatchObject({ meters: { job_descriptions: { granted: 50, used: 1 } } });
  expect(emulator.events().map(({ metadata }) => metadata['units'])).toEqual([10, 1]);
});

test('a declined card changes nothing, and the same checkout can still be paid', async () => {
  const { decline, pay } = await start();
  const { checkoutId } = await (await post('/checkout', purchase)).json();
  await decline(checkoutId);
  expect(await (await post('/checkout/sync', { checkoutId })).json()).toMatchObject({ outcome: 'open', state: { tier: 'free' } });
  await pay(checkoutId);
  expect(await (await post('/checkout/sync', { checkoutId })).json()).toMatchObject({ outcome: 'active' });
});

test('an open page is told of a change', async () => {
  const { spend } = await start();
  const stream = (await fetch(`${ROOT}/live`)).body?.pipeThrough(new TextDecoderStream()).getReader();
  const readUntil = async (text: string) => {
    for (let seen = ''; !seen.includes(text); ) seen += (await stream?.read())?.value ?? '';
  };
  await readUntil('event: state');
  await spend('job_descriptions');
  await readUntil('event: state');
  await stream?.cancel();
});

test('a payment is heard of by webhook alone', async () => {
  const { pay, settled } = await start();
  const { checkoutId } = await (await post('/checkout', purchase)).json();
  await pay(checkoutId);
  await settled();
  expect(await get('/state')).toMatchObject({ tier: 'pro' });
});

test('time moves for everyone: a month later the plan has renewed and its allowance is whole again', async () => {
  const { advance, emulator } = await start({ scenario: 'low' });
  const before = (await get('/state')).subscription.periodEnd;
  await advance(20 * DAY_MS);
  const { subscription, meters } = await get('/state');
  expect(subscription.periodStart).toBe(before);
  expect(meters.job_descriptions).toMatchObject({ used: 0, remaining: 50 });
  expect(emulator.clock.now().getTime()).toBeGreaterThan(Date.now() + 19 * DAY_MS);
});

test('what a scenario used lies in the past, day by day', async () => {
  await start({ scenario: 'healthy' });
  const { buckets } = await get('/usage?meter=job_descriptions');
  const used = buckets.filter(({ units }: { units: number }) => units > 0);
  expect(used.length).toBeGreaterThan(8);
  expect(used.every(({ start }: { start: string }) => Date.parse(start) <= Date.now())).toBe(true);
});

test('a request that is not for the backend goes on to the next handler', async () => {
  server.use(http.get('http://localhost/api/other', () => HttpResponse.json({ mine: true })));
  await start();
  expect(await get('/other', 'http://localhost/api')).toEqual({ mine: true });
  expect(await get('/billing-of-others', 'http://localhost/api').catch(() => 'not answered')).toBe('not answered');
});

test('slow answers come later, and offline none come', async () => {
  const { faults } = await start();
  faults.slow(80);
  const asked = performance.now();
  await get('/state');
  expect(performance.now() - asked).toBeGreaterThanOrEqual(75);
  faults.offline();
  await expect(fetch(`${ROOT}/state`)).rejects.toThrow(TypeError);
  await faults.clear();
  expect(await get('/state')).toMatchObject({ tier: 'free' });
});

test('a provider that goes away leaves the last known plan, and comes back by itself', async () => {
  const { faults } = await start({ scenario: 'healthy' });
  await faults.providerDown();
  expect(await get('/state')).toMatchObject({ tier: 'pro', mode: 'stale' });
  expect((await post('/subscription/cancel', {})).status).toBe(503);
  await faults.clear();
  expect(await get('/state')).toMatchObject({ tier: 'pro', mode: 'live' });
  expect((await post('/subscription/cancel', {})).status).toBe(200);
});

test('a signed-out page sees the plans and nothing else', async () => {
  const { identity } = await start({ identity: null });
  expect(identity).toBeNull();
  expect((await fetch(`${ROOT}/catalog`)).status).toBe(200);
  expect((await fetch(`${ROOT}/state`)).status).toBe(401);
});

test('somebody who may not manage billing can look and not buy, whatever the scenario has bought', async () => {
  await start({ scenario: 'healthy', identity: { canManageBilling: false } });
  expect(await get('/state')).toMatchObject({ tier: 'pro', canManageBilling: false });
  expect((await post('/subscription/cancel', {})).status).toBe(403);
});

test('two backends in one tab know nothing of each other', async () => {
  const [one, two] = [await start({ basePath: '/one' }), await start({ basePath: '/two', scenario: 'low' })];
  await one.spend('job_descriptions', 3);
  expect(await get('/state', 'http://localhost/one')).toMatchObject({ tier: 'free', meters: { job_descriptions: { used: 3 } } });
  expect(await get('/state', 'http://localhost/two')).toMatchObject({ tier: 'pro', meters: { job_descriptions: { used: 44 } } });
  await one.dispose();
  await two.subscribe('enterprise').catch((error: unknown) => expect(error).toMatchObject({ code: 'subscription_exists' }));
  expect(await get('/state', 'http://localhost/two')).toMatchObject({ tier: 'pro' });
});

test('the global fetch is its own again when the last backend is gone', async () => {
  const before = globalThis.fetch;
  const backend = await createMockBackend();
  expect(globalThis.fetch).not.toBe(before);
  await backend.dispose();
  expect(globalThis.fetch).toBe(before);
});

const own = defineCatalog({
  meters: { pages: { name: 'Pages', unit: { one: 'page', other: 'pages' } } },
  tiers: {
    start: { name: 'Start', prices: [], allowances: { pages: 3 } },
    studio: {
      name: 'Studio',
      prices: [{ amount: 1900, currency: 'EUR', interval: 'month' }],
      allowances: { pages: 100 },
      overage: { pages: { amount: 3, currency: 'EUR', per: 10 } },
    },
  },
  packs: { more: { name: 'More', meter: 'pages', units: 50, price: { amount: 900, currency: 'EUR' } } },
  fallbackTier: 'start',
});

test.each(['healthy', 'low', 'past-due', 'canceling', 'degraded'] satisfies ScenarioName[])(
  'the scenario "%s" works with a catalog of one\'s own',
  async (scenario) => {
    const backend = await createMockBackend({ catalog: own, scenario });
    opened.push(backend);
    expect(await backend.call('GET /state', {})).toMatchObject({ tier: 'studio' });
  },
);

test('overage is told to the provider as what is billable, apart from the allowance', async () => {
  const backend = await createMockBackend({ catalog: own, scenario: 'low' });
  opened.push(backend);
  await backend.spend('pages', 20);
  await backend.settled();
  expect(backend.emulator.events().at(-1)?.metadata).toMatchObject({ units: 20, billable_units: 8 });
});

test('a scenario that the catalog cannot play says what it needs and leaves nothing behind', async () => {
  const before = globalThis.fetch;
  await expect(createMockBackend({ catalog: own, scenario: 'unlimited' })).rejects.toThrow('needs a tier with a price and without limits');
  expect(globalThis.fetch).toBe(before);
});
