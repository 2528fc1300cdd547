import { BillingError, defineCatalog, errorTable } from '@plimsoll/contract';
import { type RouteKey, routes } from '@plimsoll/contract/routes';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createBilling } from '../create-billing.ts';
import type { Identity } from '../identity.ts';
import type { Provider } from '../provider.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const ORIGIN = 'https://app.example';
const mutations = (Object.keys(routes) as RouteKey[]).filter((key) => key.startsWith('POST') && routes[key].access !== 'signature');

const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } }, pro: { name: 'Pro', prices: [], allowances: { tokens: 100 } } },
  packs: { small: { name: 'Small', meter: 'tokens', units: 50, price: { amount: 500, currency: 'USD' } } },
  fallbackTier: 'free',
});

let touched: string[] = [];
const touch = (what: string) => () => {
  touched.push(what);
  return Promise.reject(new BillingError('provider_rejected', `${what} was reached`));
};

/** Knows nobody; whatever would change something is written down. */
const provider: Provider = {
  ...{
    id: 'stub',
    name: 'Stub',
    capabilities: { portal: true, usage: true, providerMeters: false },
    sells: () => true,
    probe: async () => {},
    verify: async () => [],
  },
  ...{ readCheckout: async () => null, readCustomer: async () => null, readSubscription: async () => null, readMeters: async () => [] },
  readCredits: async () => [],
  ...{ readOrders: async () => [], openInvoice: touch('openInvoice') },
  sendUsage: async (events) => ({ inserted: events.length, duplicates: 0 }),
  ...{ bindCustomer: touch('bindCustomer'), createCheckout: touch('createCheckout'), openPortal: touch('openPortal') },
  ...{ cancel: touch('cancel'), resume: touch('resume'), changeTier: touch('changeTier') },
  parseWebhook: () => Promise.reject(new BillingError('invalid_signature', 'not signed')),
};

const OWNER: Identity = {
  customerId: 'acme',
  userId: 'owner@acme.example',
  email: 'billing@acme.example',
  canManageBilling: true,
  operator: true,
};

interface Sent {
  readonly body?: string | Uint8Array;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly identify?: () => Promise<Identity | null>;
}

const billing = createBilling({ catalog, provider, store: memoryStore(), allowedOrigins: [ORIGIN] });

/** Sends it, and gives the problem that comes back: a whole one, about the request, with nothing changed. */
async function refusalOf(key: RouteKey, { body = '{}', query = '', headers = {}, identify = async () => OWNER }: Sent) {
  touched = [];
  const [method = '', path = ''] = key.split(' ');
  const given: Readonly<Record<string, string | undefined>> = { origin: ORIGIN, 'content-type': 'application/json', ...headers };
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const answer = await billing.handle({
    ...{ method, path, query: new URLSearchParams(query), identify, header: (name) => given[name] },
    async body(limit) {
      if (bytes.byteLength > limit) throw new BillingError('payload_too_large', 'too large');
      return { kind: 'bytes', bytes };
    },
  });
  expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'private, no-store' });
  const problem: Record<string, unknown> = JSON.parse(String(answer.body));
  const { code } = problem;
  expect(Object.keys(errorTable)).toContain(code);
  expect(problem).toMatchObject({
    type: `urn:plimsoll:problem:${code}`,
    status: answer.status,
    requestId: expect.stringMatching(/^[\w-]{36}$/),
  });
  expect([problem['title'], problem['detail']]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  expect(touched).toEqual([]);
  return { status: answer.status, code, fields: problem['fields'] };
}

const text = (value: unknown) => JSON.stringify(value);
const nested = (depth: number) => `{"tier":${'['.repeat(depth)}${']'.repeat(depth)}}`;

const bodies: Readonly<Record<string, string | Uint8Array>> = {
  'no JSON': 'tier=pro',
  'half of it': '{"tier":',
  'invalid UTF-8': new Uint8Array([0x7b, 0xff, 0x7d]),
  null: 'null',
  'an empty list': '[]',
  'a list of one': '[{"tier":"pro"}]',
  'a text': '"pro"',
  'a number': '7',
  true: 'true',
  'something nested deep': nested(17),
  'something nested very deep': nested(32_000),
  'a prototype': '{"__proto__":{"canManageBilling":true}}',
  'a constructor': '{"constructor":{"prototype":{}}}',
  'an unknown field': '{"unknown":1}',
  'a customer': '{"customerId":"globex"}',
};

describe.each(mutations)('%s', (key) => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site', origin: undefined }],
    ['a neighbour on the same site', { 'sec-fetch-site': 'same-site', origin: 'https://other.app.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('answers 403 to %s, whoever it says it is', async (_name, headers) => {
    expect(await refusalOf(key, { headers })).toMatchObject({ status: 403, code: 'origin_not_allowed' });
  });

  it.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'answers 415 to %s',
    async (type) => {
      expect(await refusalOf(key, { headers: { 'content-type': type } })).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    },
  );

  // An operator does name the customer.
  const asksForNoMore = v.is(routes[key].input, { customerId: 'globex' });
  const wrong = Object.entries(bodies).filter(([name]) => name !== 'a customer' || !asksForNoMore);

  it.each(wrong)('answers 400 to %s', async (_name, body) => {
    expect(await refusalOf(key, { body })).toMatchObject({ status: 400, code: 'invalid_request', fields: expect.any(Array) });
  });

  it('answers 413 to what is too large', async () => {
    expect(await refusalOf(key, { body: nested(100_000) })).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  it('answers 409 to a page of another version', async () => {
    expect(await refusalOf(key, { headers: { 'plimsoll-contract': '999' } })).toMatchObject({ status: 409, code: 'contract_mismatch' });
  });
});

const TOO_LONG = 'a'.repeat(10_240);
const badIds = ['', '.', '..', TOO_LONG, 'a/b', 'a\\b', 'a\nb', 'a\u0000b', ' a', 'a\u007f'];
const wrongTypes = [null, 7, true, [], ['pro'], {}, { id: 'pro' }];
const returns = { successUrl: '/done', returnUrl: '/plans' };

const fields: readonly (readonly [key: RouteKey, field: string, rest: object])[] = [
  ['POST /checkout', 'tier', returns],
  ['POST /checkout', 'pack', returns],
  ['POST /checkout/sync', 'checkoutId', {}],
  ['POST /subscription/preview', 'tier', {}],
  ['POST /subscription/change', 'tier', {}],
];

it.each(fields)('%s answers 400 to every %s that cannot be an id', async (key, field, rest) => {
  for (const value of [...badIds, ...wrongTypes]) {
    expect(await refusalOf(key, { body: text({ ...rest, [field]: value }) })).toMatchObject({ status: 400, code: 'invalid_request' });
  }
});

it.each<[RouteKey, body: object]>([
  ['POST /subscription/change', { tier: 'pro', when: 7 }],
  ['POST /subscription/change', { tier: 'pro', when: 'tomorrow' }],
  ['POST /subscription/cancel', { reason: 7 }],
  ['POST /subscription/cancel', { reason: 'a'.repeat(1001) }],
  ['POST /portal', { returnUrl: 7 }],
  ['POST /checkout', { ...returns }],
  ['POST /checkout', { ...returns, tier: 'pro', pack: 'small' }],
  ['POST /checkout', { tier: 'pro', successUrl: ['/done'], returnUrl: '/plans' }],
  // Well formed, and not sold.
  ['POST /checkout', { ...returns, tier: 'platinum' }],
  ['POST /checkout', { ...returns, pack: 'platinum' }],
  ['POST /checkout', { ...returns, tier: 'constructor' }],
  ['POST /checkout', { ...returns, tier: '__proto__' }],
  ['POST /subscription/preview', { tier: 'platinum' }],
  ['POST /subscription/change', { tier: 'toString' }],
])('%s answers 400 to %j', async (key, body) => {
  expect(await refusalOf(key, { body: text(body) })).toMatchObject({ status: 400, code: 'invalid_request', fields: [expect.anything()] });
});

it.each<[RouteKey, field: string, rest: object]>([
  ['POST /checkout', 'successUrl', { pack: 'small', returnUrl: '/plans' }],
  ['POST /checkout', 'returnUrl', { pack: 'small', successUrl: '/done' }],
  ['POST /portal', 'returnUrl', {}],
])('%s sends nobody to a foreign %s', async (key, field, rest) => {
  for (const address of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'https://owner@app.example/',
    'data:,x',
  ]) {
    const refusal = await refusalOf(key, { body: text({ ...rest, [field]: address }) });
    expect(refusal).toMatchObject({ status: 400, code: 'redirect_not_allowed', fields: [{ pointer: `/${field}` }] });
  }
});

it.each([
  '',
  'meter=pages',
  'meter=..',
  'meter=a%00b',
  'meter=tokens&from=now',
  'meter=tokens&by=customer',
  'meter=tokens&customerId=globex',
  'meter=constructor',
])('GET /usage answers 400 to ?%s', async (query) => {
  expect(await refusalOf('GET /usage', { query })).toMatchObject({ status: 400, code: 'invalid_request' });
});

it.each(['from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z', 'from=0001-01-01T00:00:00Z', 'from=2016-01-01T00:00:00Z&interval=hour'])(
  'GET /usage answers 400 to a span of ?%s',
  async (span) => {
    expect(await refusalOf('GET /usage', { query: `meter=tokens&${span}` })).toMatchObject({ status: 400, code: 'invalid_request' });
  },
);

it.each(badIds.map((id) => ({ id, length: id.length })))(
  'an identity whose customer id is bad, $length characters long, is answered 400',
  async ({ id: customerId }) => {
    for (const key of ['GET /state', 'POST /subscription/resume'] as const) {
      expect(await refusalOf(key, { identify: async () => ({ ...OWNER, customerId }) })).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
    }
  },
);

it("keeps a fault of the host's own session to itself", async () => {
  const identify = () => Promise.reject(new Error('password of the session store: hunter2'));
  const answer = await billing.handle({
    ...{ method: 'GET', path: '/state', query: new URLSearchParams(), header: () => undefined, identify },
    body: async () => ({ kind: 'parsed', value: {} }),
  });
  expect(answer.status).toBe(500);
  expect(String(answer.body)).not.toContain('hunter2');
});
