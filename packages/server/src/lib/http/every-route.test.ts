import { BillingError, defineCatalog } from '@plimsoll/contract';
import { type RouteInput, type RouteKey, routes } from '@plimsoll/contract/routes';
import { describe, expect, it } from 'vitest';
import { createBilling } from '../create-billing.ts';
import type { Identity } from '../identity.ts';
import type { Provider, ProviderCheckout, ProviderSubscription } from '../provider.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ORIGIN = 'https://app.example';
const keys = Object.keys(routes) as RouteKey[];
const routesOf = (...accesses: string[]) => keys.filter((key) => accesses.includes(routes[key].access));

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10 } },
    pro: { name: 'Pro', prices: [{ amount: 4900, currency: 'USD', interval: 'month' }], allowances: { tokens: 100 } },
    business: { name: 'Business', prices: [{ amount: 9900, currency: 'USD', interval: 'month' }], allowances: { tokens: 900 } },
  },
  packs: { small: { name: 'Small', meter: 'tokens', units: 50, price: { amount: 500, currency: 'USD' } } },
  fallbackTier: 'free',
});

const subscriptionOf = (customerId: string): ProviderSubscription => ({
  ...{ id: `sub_${customerId}`, providerCustomerId: `cus_${customerId}`, customerId, tier: 'pro', productId: 'prod_pro', status: 'active' },
  ...{ periodStart: '2026-11-10T00:00:00Z', periodEnd: '2026-12-10T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
  ...{ scheduledTier: null, modifiedAt: '2026-11-10T00:00:00Z' },
});

const checkoutOf = (customerId: string): ProviderCheckout => ({
  ...{
    id: `checkout_${customerId}`,
    url: `https://pay.example/${customerId}`,
    status: 'open',
    customerId,
    subscriptionId: null,
    item: null,
  },
  expiresAt: '2026-11-20T13:00:00Z',
});

/** Acme and Globex have a subscription and an open checkout each. Every call is written down. */
function stubProvider() {
  const calls: unknown[] = [];
  const subscriptions = new Map(['acme', 'globex'].map((customerId) => [`sub_${customerId}`, subscriptionOf(customerId)]));
  const checkouts = new Map(['acme', 'globex'].map((customerId) => [`checkout_${customerId}`, checkoutOf(customerId)]));
  const note = <T>(call: unknown, answer: T): T => {
    calls.push(call);
    return answer;
  };
  function change(id: string, what: Partial<ProviderSubscription>): ProviderSubscription {
    const known = subscriptions.get(id);
    if (known === undefined) throw new BillingError('provider_rejected', `no subscription ${id}`);
    const next = { ...known, ...what, modifiedAt: '2026-11-20T12:00:00.000001Z' };
    subscriptions.set(id, next);
    return next;
  }
  const provider: Provider = {
    ...{ id: 'stub', name: 'Stub', capabilities: { portal: true, usage: true, providerMeters: false }, sells: () => true },
    bindCustomer: async ({ customerId }) => note({ bind: customerId }, { providerCustomerId: `cus_${customerId}` }),
    createCheckout: async ({ customerId, item }) => note({ buy: item, customerId }, { ...checkoutOf(customerId), id: `new_${customerId}` }),
    readCheckout: async (id) => note({ readCheckout: id }, checkouts.get(id) ?? null),
    async readCustomer(customerId) {
      const own = [...subscriptions.values()].filter((subscription) => subscription.customerId === customerId);
      return note({ readCustomer: customerId }, { providerCustomerId: `cus_${customerId}`, subscriptions: own, orders: [] });
    },
    readSubscription: async (id) => note({ readSubscription: id }, subscriptions.get(id) ?? null),
    cancel: async (id, reason) => note({ cancel: id, reason }, change(id, { cancelAt: '2026-12-10T00:00:00Z' })),
    resume: async (id) => note({ resume: id }, change(id, { cancelAt: null, scheduledTier: null })),
    changeTier: async (id, { tier, when }) =>
      note({ changeTier: id, tier, when }, change(id, when === 'now' ? { tier } : { scheduledTier: tier })),
    openPortal: async ({ customerId }) => note({ portal: customerId }, { url: `https://portal.example/${customerId}` }),
    sendUsage: async (events) => ({ inserted: events.length, duplicates: 0 }),
    readMeters: async () => [],
    parseWebhook: () => Promise.reject(new BillingError('invalid_signature', 'not signed')),
    ...{ probe: async () => {}, verify: async () => [] },
  };
  return { provider, calls, subscriptions };
}

interface Sent {
  readonly identity: Identity | null;
  readonly query?: Record<string, string>;
  readonly body?: object;
  readonly suffix?: string;
  readonly headers?: Record<string, string>;
}

const owner = (customerId: string): Identity => ({
  customerId,
  userId: `owner@${customerId}.example`,
  email: `billing@${customerId}.example`,
  canManageBilling: true,
});
const member = (customerId: string): Identity => ({
  ...owner(customerId),
  userId: `member@${customerId}.example`,
  canManageBilling: false,
});

const good: { readonly [K in RouteKey]: RouteInput<K> } = {
  'GET /catalog': {},
  'GET /state': {},
  'GET /usage': { meter: 'tokens', interval: 'hour', from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', by: 'user' },
  'GET /live': {},
  'POST /checkout': { pack: 'small', successUrl: '/done', returnUrl: '/plans' },
  'POST /checkout/sync': { checkoutId: 'checkout_acme' },
  'POST /subscription/preview': { tier: 'business' },
  'POST /subscription/change': { tier: 'business' },
  'POST /subscription/cancel': { reason: 'too dear' },
  'POST /subscription/resume': {},
  'POST /portal': { returnUrl: '/plans' },
  'POST /webhooks/:provider': {},
  'GET /health': {},
};

/** A billing engine in which both customers have used something, and its clock stands still. */
async function openWorld() {
  let ids = 0;
  const uuid = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const stub = stubProvider();
  const store = memoryStore({ now: () => NOW });
  const runtime = { ...systemRuntime, now: () => NOW, random: () => 0.5, uuid };
  const billing = createBilling({ catalog, provider: stub.provider, store, runtime, allowedOrigins: [ORIGIN] });
  for (const customerId of ['acme', 'globex']) {
    const units = customerId === 'acme' ? 3 : 7;
    await billing.usage.spend({ customerId, userId: `member@${customerId}.example`, meter: 'tokens', units });
  }

  async function ask(key: RouteKey, { identity, query = {}, body = {}, suffix = '', headers = {} }: Sent) {
    const [method = '', path = ''] = key.split(' ');
    const input = good[key];
    const given = { origin: ORIGIN, 'content-type': 'application/json', 'x-request-id': 'request-1', ...headers } as Record<string, string>;
    let leave = () => {};
    const answer = await billing.handle({
      method,
      path: path.replace(':provider', 'stub') + suffix,
      query: new URLSearchParams({ ...(method === 'GET' ? (input as Record<string, string>) : {}), ...query }),
      header: (name) => given[name],
      body: async () => ({
        kind: 'bytes',
        bytes: new TextEncoder().encode(JSON.stringify({ ...(method === 'GET' ? {} : input), ...body })),
      }),
      identify: async () => identity,
      onClose: (listener) => {
        leave = listener;
      },
    });
    return { status: answer.status, text: typeof answer.body === 'string' ? answer.body : await readStart(answer.body, () => leave()) };
  }

  /** All that there is of a customer: what the store keeps, what the provider keeps, what its own people see. */
  async function everythingOf(customerId: string) {
    const identity = owner(customerId);
    const seen = [await ask('GET /state', { identity }), await ask('GET /usage', { identity })];
    const kept = [
      await store.snapshots.read(customerId),
      await store.changes.version(customerId),
      stub.subscriptions.get(`sub_${customerId}`),
    ];
    return { seen, kept };
  }
  return { ask, everythingOf, calls: stub.calls };
}

async function readStart(stream: AsyncIterable<string>, leave: () => void): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += part;
    if (text.includes('data:')) leave();
  }
  return text;
}

const problemOf = (text: string): Record<string, unknown> => JSON.parse(text);

describe.each(keys)('%s', (key) => {
  const [identity, stranger] = [owner('acme'), 'globex'];

  it.each<[name: string, smuggled: Omit<Sent, 'identity'>]>([
    ...['customerId', 'customer_id', 'customer', 'externalId', 'userId'].flatMap((name): [string, Omit<Sent, 'identity'>][] => [
      [`query ${name}`, { query: { [name]: stranger } }],
      [`body ${name}`, { body: { [name]: stranger } }],
    ]),
    ['path', { suffix: `/${stranger}` }],
    ['encoded path', { suffix: `%2F${stranger}` }],
    ...['x-customer-id', 'customerid', 'customer-id', 'x-user-id', 'x-original-url'].map((name): [string, Omit<Sent, 'identity'>] => [
      `header ${name}`,
      { headers: { [name]: stranger } },
    ]),
  ])("another customer's id in its %s reaches nothing of that customer", async (_name, smuggled) => {
    const [world, honest] = [await openWorld(), await openWorld()];
    const before = await world.everythingOf(stranger);
    await honest.everythingOf(stranger);
    const callsBefore = world.calls.length;
    const answer = await world.ask(key, { identity, ...smuggled });
    expect(JSON.stringify(world.calls.slice(callsBefore))).not.toContain(stranger);
    expect(await world.everythingOf(stranger)).toEqual(before);
    expect(answer.text).not.toContain(stranger);
    const refused = answer.status >= 400 && answer.status < 500 && problemOf(answer.text)['code'] !== undefined;
    if (!refused) expect(answer).toEqual(await honest.ask(key, { identity }));
  });
});

it.each(routesOf('customer', 'manager'))('%s answers 401 to nobody, and asks the provider nothing', async (key) => {
  const world = await openWorld();
  const callsBefore = world.calls.length;
  const { status, text } = await world.ask(key, { identity: null });
  expect(status).toBe(401);
  expect(problemOf(text)).toMatchObject({ code: 'unauthenticated', status: 401, requestId: 'request-1' });
  expect(world.calls).toHaveLength(callsBefore);
});

it.each(routesOf('manager'))('%s answers 403 to a member, and changes nothing', async (key) => {
  const world = await openWorld();
  const before = await world.everythingOf('acme');
  const callsBefore = world.calls.length;
  const { status, text } = await world.ask(key, { identity: member('acme') });
  expect(status).toBe(403);
  expect(problemOf(text)).toMatchObject({ code: 'forbidden', status: 403, requestId: 'request-1' });
  expect(world.calls).toHaveLength(callsBefore);
  expect(await world.everythingOf('acme')).toEqual(before);
});

it.each(routesOf('public', 'customer', 'manager'))('%s answers an owner, and a member unless it is for managers', async (key) => {
  const world = await openWorld();
  const outsiders = routes[key].access === 'manager' ? [] : [member('acme')];
  for (const identity of [owner('acme'), ...outsiders]) expect((await world.ask(key, { identity })).status).toBe(200);
});

it.each(routesOf('public'))('%s answers anyone', async (key) => {
  const world = await openWorld();
  expect((await world.ask(key, { identity: null })).status).toBe(200);
});

it.each(routesOf('signature'))('%s does not ask who it is, and takes nothing that is not signed', async (key) => {
  const world = await openWorld();
  const { status, text } = await world.ask(key, { identity: owner('acme') });
  expect(status).toBe(401);
  expect(problemOf(text)).toMatchObject({ code: 'invalid_signature' });
});

it("another customer's checkout cannot be synced", async () => {
  const world = await openWorld();
  const before = await world.everythingOf('globex');
  const { status, text } = await world.ask('POST /checkout/sync', { identity: owner('acme'), body: { checkoutId: 'checkout_globex' } });
  expect(status).toBe(404);
  expect(problemOf(text)['detail']).not.toContain('globex');
  expect(await world.everythingOf('globex')).toEqual(before);
});

it('health shows its numbers to operators alone', async () => {
  const world = await openWorld();
  const details = async (identity: Identity | null) => problemOf((await world.ask('GET /health', { identity })).text)['details'];
  expect(await details(null)).toBeUndefined();
  expect(await details(owner('acme'))).toBeUndefined();
  expect(await details({ ...owner('acme'), operator: true })).toMatchObject({ store: { reachable: true } });
});
