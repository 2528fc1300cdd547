import { BillingError, defineCatalog } from '@plimsoll/contract';
import { type RouteInput, type RouteKey, routes } from '@plimsoll/contract/routes';
import { createBilling } from '../create-billing.ts';
import type { Identity } from '../identity.ts';
import type { Provider, ProviderCheckout, ProviderOrder, ProviderSubscription } from '../provider.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ORIGIN = 'https://app.example';
const keys = Object.keys(routes) as RouteKey[];
/** Routes that are for one of these. */
export const routesOf = (...accesses: string[]) => keys.filter((key) => accesses.includes(routes[key].access));

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

const CAPABILITIES = { portal: true, usage: true, providerMeters: false, payments: true, invoices: true };

const orderOf = (customerId: string): ProviderOrder => ({
  ...{ id: `order_${customerId}`, kind: 'pack', item: 'small', description: 'Small', amount: 500, currency: 'USD', refundedAmount: 0 },
  ...{ status: 'paid', createdAt: '2026-11-20T11:00:00.000Z', productId: 'product_small', modifiedAt: '2026-11-20T11:00:00.000000Z' },
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
    ...{ id: 'stub', name: 'Stub', capabilities: CAPABILITIES, sells: () => true },
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
    readOrders: async (customerId) => note({ orders: customerId }, [orderOf(customerId)]),
    openInvoice: async ({ customerId, paymentId }) =>
      note({ invoice: paymentId, customerId }, { url: `https://invoices.example/${customerId}` }),
    sendUsage: async (events) => ({ inserted: events.length, duplicates: 0 }),
    readMeters: async () => [],
    readCredits: async () => [],
    parseWebhook: () => Promise.reject(new BillingError('invalid_signature', 'not signed')),
    ...{ probe: async () => {}, verify: async () => [] },
  };
  return { provider, calls, subscriptions };
}

/** What a request has beside the good input of its route. */
export interface Sent {
  readonly identity: Identity | null;
  readonly query?: Record<string, string>;
  readonly body?: object;
  readonly suffix?: string;
  readonly headers?: Record<string, string>;
}

interface Raw extends Omit<Sent, 'identity' | 'suffix'> {
  readonly method: string;
  readonly path: string;
  readonly input: object;
  readonly identify: () => Promise<Identity | null>;
}

/** Manages billing. */
export const owner = (customerId: string): Identity => ({
  customerId,
  userId: `owner@${customerId}.example`,
  email: `billing@${customerId}.example`,
  canManageBilling: true,
});
/** May not. */
export const member = (customerId: string): Identity => ({
  ...owner(customerId),
  userId: `member@${customerId}.example`,
  canManageBilling: false,
});

/** An input of each route that it takes. */
export const good: { readonly [K in RouteKey]: RouteInput<K> } = {
  'GET /catalog': {},
  'GET /state': {},
  'GET /usage': { meter: 'tokens', interval: 'hour', from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', by: 'user' },
  'GET /payments': { limit: '5' },
  'POST /payments/invoice': { paymentId: 'order_1' },
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
  'GET /openapi.json': {},
  'GET /admin/customers': {},
  'GET /admin/customer': { customerId: 'acme' },
  'GET /admin/customer/timeline': { customerId: 'acme' },
  'GET /admin/customer/entries': { customerId: 'acme' },
  'GET /admin/customer/payments': { customerId: 'acme' },
  'POST /admin/customer/sync': { customerId: 'acme' },
  'POST /admin/customer/export': { customerId: 'acme' },
  'POST /admin/customer/erase': { customerId: 'acme', confirm: 'acme', reason: 'asked to' },
  'POST /admin/credits/grant': { customerId: 'acme', meter: 'tokens', units: 5, reason: 'an apology', key: 'ticket-1' },
  'POST /admin/credits/revoke': { customerId: 'acme', meter: 'tokens', units: 5, reason: 'a mistake', key: 'ticket-2' },
  'POST /admin/tier': { customerId: 'acme', tier: 'business', until: null, reason: 'a friend' },
  'POST /admin/limit': { customerId: 'acme', meter: 'tokens', units: 5, until: '2026-12-01T00:00:00Z', reason: 'a rush' },
  'GET /admin/inbox': {},
  'POST /admin/inbox/replay': { webhooks: [{ provider: 'stub', id: 'event-1' }], confirm: true, reason: 'it is mended' },
  'GET /admin/outbox': {},
  'POST /admin/outbox/resend': { eventIds: ['event-1'], confirm: true, reason: 'it is there now' },
  'GET /admin/syncs': {},
  'GET /admin/settings': {},
  'POST /admin/settings': { revision: 0, settings: { warnAt: [0.1, 0] }, reason: 'a trial' },
  'GET /admin/audit': {},
  'GET /admin/audit/verify': {},
};

/** A billing engine in which both customers have used something, and its clock stands still. */
export async function openWorld() {
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

  async function send({ method, path, input, identify, query = {}, body = {}, headers = {} }: Raw) {
    const given = { origin: ORIGIN, 'content-type': 'application/json', 'x-request-id': 'request-1', ...headers } as Record<string, string>;
    let leave = () => {};
    const answer = await billing.handle({
      ...{ method, path, identify },
      query: new URLSearchParams({ ...(method === 'GET' ? (input as Record<string, string>) : {}), ...query }),
      header: (name) => given[name],
      body: async () => ({
        kind: 'bytes',
        bytes: new TextEncoder().encode(JSON.stringify({ ...(method === 'GET' ? {} : input), ...body })),
      }),
      onClose: (listener) => {
        leave = listener;
      },
    });
    const text = typeof answer.body === 'string' ? answer.body : await readStart(answer.body, () => leave());
    return { status: answer.status, headers: answer.headers, text };
  }

  async function ask(key: RouteKey, { identity, suffix = '', ...sent }: Sent) {
    const [method = '', path = ''] = key.split(' ');
    const whole = path.replace(':provider', 'stub') + suffix;
    const { status, text } = await send({ method, path: whole, input: good[key], identify: async () => identity, ...sent });
    return { status, text };
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
  return { ask, send, everythingOf, calls: stub.calls };
}

async function readStart(stream: AsyncIterable<string>, leave: () => void): Promise<string> {
  let text = '';
  for await (const part of stream) {
    text += part;
    if (text.includes('data:')) leave();
  }
  return text;
}

/** The problem document of an answer. */
export const problemOf = (text: string): Record<string, unknown> => JSON.parse(text);
