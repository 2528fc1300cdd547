import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type RouteKey, routes } from './routes.ts';

/** What the table shows of a schema when one looks inside. */
interface Schema {
  readonly type: string;
  readonly entries?: object;
  readonly pipe?: readonly object[];
  readonly wrapped?: object;
}

const keys = Object.keys(routes) as RouteKey[];
const mutations = keys.filter((key) => key.startsWith('POST') && routes[key].access !== 'signature');

/** The object behind pipes and optionals. */
function objectOf(schema: Schema): Schema {
  const inner = (schema.pipe?.[0] ?? schema.wrapped) as Schema | undefined;
  return inner === undefined || inner === schema ? schema : objectOf(inner);
}

function fieldsOf(schema: Schema): string[] {
  return Object.entries(objectOf(schema).entries ?? {}).flatMap(([name, inner]) => [name, ...fieldsOf(inner)]);
}

const PAGE = 'https://app.example/billing';
const NEXT_YEAR = '2027-01-01T00:00:00Z';
const good: { readonly [K in RouteKey]: object } = {
  'GET /catalog': {},
  'GET /state': { sync: '1' },
  'GET /usage': { meter: 'tokens', from: '2026-11-01T00:00:00Z', to: '2026-11-20T00:00:00.000Z', interval: 'day', by: 'user' },
  'GET /payments': { cursor: 'MjAyNi0x', limit: '100' },
  'POST /payments/invoice': { paymentId: 'order_1' },
  'GET /live': {},
  'POST /checkout': { tier: 'pro', successUrl: PAGE, returnUrl: PAGE },
  'POST /checkout/sync': { checkoutId: 'checkout_1' },
  'POST /subscription/preview': { tier: 'pro', when: 'now' },
  'POST /subscription/change': { tier: 'pro', when: 'period_end' },
  'POST /subscription/cancel': { reason: 'too dear' },
  'POST /subscription/resume': {},
  'POST /portal': { returnUrl: PAGE },
  'POST /webhooks/:provider': {},
  'GET /health': {},
  'GET /openapi.json': {},
  'GET /admin/customers': { search: 'ac', after: 'acme', limit: '50' },
  'GET /admin/customer': { customerId: 'acme' },
  'GET /admin/customer/timeline': { customerId: 'acme', before: '17' },
  'GET /admin/customer/payments': { customerId: 'acme', limit: 100 },
  'GET /admin/customer/entries': { customerId: 'acme', limit: 100 },
  'POST /admin/customer/sync': { customerId: 'acme' },
  'POST /admin/customer/export': { customerId: 'acme' },
  'POST /admin/customer/erase': { customerId: 'acme', confirm: 'acme', reason: 'asked to' },
  'POST /admin/credits/grant': {
    customerId: 'acme',
    meter: 'tokens',
    units: 5,
    reason: 'an apology',
    key: 'ticket-1',
    expiresAt: NEXT_YEAR,
  },
  'POST /admin/credits/revoke': { customerId: 'acme', meter: 'tokens', units: 5, reason: 'a mistake', key: 'ticket-2' },
  'POST /admin/tier': { customerId: 'acme', tier: 'pro', until: NEXT_YEAR, reason: 'a friend' },
  'POST /admin/limit': { customerId: 'acme', meter: 'tokens', units: 5, until: NEXT_YEAR, reason: 'a rush' },
  'GET /admin/inbox': { limit: '1' },
  'POST /admin/inbox/replay': { webhooks: [{ provider: 'polar', id: 'event-1' }], confirm: true, reason: 'the cause is mended' },
  'GET /admin/outbox': {},
  'POST /admin/outbox/resend': { eventIds: ['event-1'], confirm: true, reason: 'the meter is there' },
  'GET /admin/syncs': { customerId: 'acme' },
  'GET /admin/settings': {},
  'POST /admin/settings': { revision: 0, settings: { refundOnFailure: false, warnAt: [0.1, 0] }, reason: 'a trial' },
  'GET /admin/audit': { customerId: 'acme', before: '17', limit: 1 },
  'GET /admin/audit/verify': { after: '1000' },
};

const accepts = (key: RouteKey, input: unknown): boolean => v.is(routes[key].input, input);

describe.each(keys.filter((key) => routes[key].access !== 'operator'))('%s', (key) => {
  it('takes its customer from nowhere but the session: no field of its input names one', () => {
    const naming = /customer|organi[sz]ation|\borg\b|tenant|account|user.?id|external|^id$|team/i;
    expect(fieldsOf(routes[key].input).filter((name) => naming.test(name))).toEqual([]);
  });
});

describe.each(keys)('%s', (key) => {
  it('has a method, a lower-case path and a summary', () => {
    expect(key).toMatch(/^(GET|POST) (\/[a-z]+|\/:[a-z]+)+(\.json)?$/);
    expect(routes[key].summary).toMatch(/^\S.*[^.\s]$/);
  });

  it('has a strict input: a field that it does not know is refused and never dropped', () => {
    expect(objectOf(routes[key].input).type).toBe('strict_object');
    expect(accepts(key, good[key])).toBe(true);
    const foreign = ['customerId', 'customer_id', 'userId', 'unknown', 'constructor'].filter(
      (name) => !fieldsOf(routes[key].input).includes(name),
    );
    for (const name of foreign) {
      expect(accepts(key, { ...good[key], [name]: 'acme' })).toBe(false);
    }
  });

  // An empty list passes for an object without fields here; the server refuses every list before it asks the schema.
  it.each<[unknown]>([[null], [undefined], [7], ['text'], [true], [[{}]]])('does not take %j for its input', (input) => {
    expect(accepts(key, input)).toBe(false);
  });
});

it('changes nothing by GET, and asks for an administrator wherever money moves', () => {
  expect(mutations.filter((key) => !['manager', 'operator'].includes(routes[key].access))).toEqual(['POST /checkout/sync']);
  expect(keys.filter((key) => routes[key].access === 'public')).toEqual(['GET /catalog', 'GET /health', 'GET /openapi.json']);
  expect(keys.filter((key) => routes[key].access === 'operator')).toEqual(keys.filter((key) => key.includes(' /admin/')));
  expect(keys.filter((key) => routes[key].access === 'signature')).toEqual(['POST /webhooks/:provider']);
});

it('gives each path one meaning for each method', () => {
  const shapes = keys.map((key) => key.replaceAll(/:[a-z]+/g, ':parameter'));
  expect(new Set(shapes).size).toBe(keys.length);
});

const bad: [RouteKey, object][] = [
  ['POST /checkout', { successUrl: PAGE, returnUrl: PAGE }],
  ['POST /checkout', { tier: 'pro', pack: 'small', successUrl: PAGE, returnUrl: PAGE }],
  ['POST /checkout', { tier: '../x', successUrl: PAGE, returnUrl: PAGE }],
  ['POST /checkout', { tier: 'pro', successUrl: 'a'.repeat(2001), returnUrl: PAGE }],
  ['POST /checkout', { tier: 'pro', returnUrl: PAGE }],
  ['POST /checkout', { tier: { id: 'pro' }, successUrl: PAGE, returnUrl: PAGE }],
  ['POST /checkout/sync', { checkoutId: '..' }],
  ['POST /checkout/sync', { checkoutId: 'a/b' }],
  ['POST /checkout/sync', { checkoutId: 'a'.repeat(10_240) }],
  ['POST /subscription/change', { tier: 'pro', when: 'yesterday' }],
  ['POST /subscription/change', { tier: ['pro'] }],
  ['POST /subscription/cancel', { reason: 'a'.repeat(1001) }],
  ['POST /subscription/cancel', { reason: 1 }],
  ['POST /portal', {}],
  ['POST /payments/invoice', {}],
  ['POST /payments/invoice', { paymentId: 'a/b' }],
  ['GET /payments', { limit: '0' }],
  ['GET /payments', { limit: '101' }],
  ['GET /payments', { limit: '1.5' }],
  ['GET /payments', { cursor: '' }],
  ['GET /payments', { cursor: '../x' }],
  ['GET /state', { sync: 'yes' }],
  ['GET /usage', {}],
  ['GET /usage', { meter: 'tokens', from: 'yesterday' }],
  ['GET /usage', { meter: 'tokens', from: '2026-11-01' }],
  ['GET /usage', { meter: 'tokens', from: '2026-13-01T00:00:00Z' }],
  ['GET /usage', { meter: 'tokens', interval: 'week' }],
  ['GET /usage', { meter: 'tokens', by: 'customer' }],
  ...(['POST /admin/credits/grant', 'POST /admin/credits/revoke'] as const).flatMap((key) =>
    [0, -1, 0.5, 2 ** 53, '5', null, Number.NaN].map((units): [RouteKey, object] => [key, { ...good[key], expiresAt: undefined, units }]),
  ),
  ['POST /admin/credits/grant', { ...good['POST /admin/credits/grant'], reason: '  ' }],
  ['POST /admin/credits/revoke', { ...good['POST /admin/credits/revoke'], expiresAt: NEXT_YEAR }],
  ['POST /admin/tier', { ...good['POST /admin/tier'], until: 'tomorrow' }],
  ['POST /admin/limit', { ...good['POST /admin/limit'], until: null }],
  ['POST /admin/limit', { ...good['POST /admin/limit'], units: null }],
  ['POST /admin/limit', { ...good['POST /admin/limit'], units: -5 }],
  ['POST /admin/customer/erase', { ...good['POST /admin/customer/erase'], confirm: 'acne' }],
  ['POST /admin/inbox/replay', { webhooks: [], confirm: true, reason: 'the cause is mended' }],
  ['POST /admin/inbox/replay', { webhooks: [{ provider: 'polar', id: 'event-1' }], confirm: true }],
  ['POST /admin/outbox/resend', { eventIds: ['event-1'], confirm: true }],
  ['POST /admin/inbox/replay', { webhooks: [{ provider: 'polar', id: 'event-1' }], confirm: false, reason: 'the cause is mended' }],
  [
    'POST /admin/inbox/replay',
    {
      webhooks: Array.from({ length: 101 }, (_, at) => ({ provider: 'polar', id: `${at}` })),
      confirm: true,
      reason: 'the cause is mended',
    },
  ],
  ['POST /admin/outbox/resend', { eventIds: Array.from({ length: 101 }, (_, at) => `${at}`), confirm: true, reason: 'the meter is there' }],
  ...[
    { warnAt: [1.1] },
    { warnAt: [-0.1] },
    { warnAt: 0.2 },
    { warnAt: Array.from({ length: 11 }, () => 0.5) },
    { pastDueGraceMs: -1 },
    { pastDueGraceMs: 1.5 },
    { pastDueGraceMs: 91 * 86_400_000 },
    { keepLastKnownMs: 31 * 86_400_000 },
    { refundOnFailure: 'yes' },
    { reservationTtlMs: 1 },
  ].map((settings): [RouteKey, object] => ['POST /admin/settings', { revision: 0, settings, reason: 'a trial' }]),
  ['POST /admin/settings', { settings: {}, reason: 'a trial' }],
  ['GET /admin/customers', { limit: '0' }],
  ['GET /admin/customers', { limit: '101' }],
  ['GET /admin/customers', { limit: '1e1' }],
  ['GET /admin/customers', { search: 'a'.repeat(201) }],
  ['GET /admin/audit/verify', { after: '-1' }],
];

const titled = bad.map(([key, input]) => [key, JSON.stringify(input).slice(0, 80), input] as const);

it.each(titled)('%s refuses %s', (key, _title, input) => {
  expect(accepts(key, input)).toBe(false);
});
