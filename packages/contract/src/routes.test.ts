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
const good: { readonly [K in RouteKey]: object } = {
  'GET /catalog': {},
  'GET /state': {},
  'GET /usage': { meter: 'tokens', from: '2026-11-01T00:00:00Z', to: '2026-11-20T00:00:00.000Z', interval: 'day', by: 'user' },
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
};

const accepts = (key: RouteKey, input: unknown): boolean => v.is(routes[key].input, input);

describe.each(keys)('%s', (key) => {
  it('has a method, a lower-case path and a summary', () => {
    expect(key).toMatch(/^(GET|POST) (\/[a-z]+|\/:[a-z]+)+$/);
    expect(routes[key].summary).toMatch(/^\S.*[^.\s]$/);
  });

  it('takes its customer from nowhere but the session: no field of its input names one', () => {
    const naming = /customer|organi[sz]ation|\borg\b|tenant|account|user.?id|external|^id$|team/i;
    expect(fieldsOf(routes[key].input).filter((name) => naming.test(name))).toEqual([]);
  });

  it('has a strict input: a field that it does not know is refused and never dropped', () => {
    expect(objectOf(routes[key].input).type).toBe('strict_object');
    expect(accepts(key, good[key])).toBe(true);
    for (const name of ['customerId', 'customer_id', 'userId', 'unknown', 'constructor']) {
      expect(accepts(key, { ...good[key], [name]: 'acme' })).toBe(false);
    }
  });

  // An empty list passes for an object without fields here; the server refuses every list before it asks the schema.
  it.each<[unknown]>([[null], [undefined], [7], ['text'], [true], [[{}]]])('does not take %j for its input', (input) => {
    expect(accepts(key, input)).toBe(false);
  });
});

it('changes nothing by GET, and asks for an administrator wherever money moves', () => {
  expect(mutations.filter((key) => routes[key].access !== 'manager')).toEqual(['POST /checkout/sync']);
  expect(keys.filter((key) => routes[key].access === 'public')).toEqual(['GET /catalog', 'GET /health']);
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
  ['GET /usage', {}],
  ['GET /usage', { meter: 'tokens', from: 'yesterday' }],
  ['GET /usage', { meter: 'tokens', from: '2026-11-01' }],
  ['GET /usage', { meter: 'tokens', from: '2026-13-01T00:00:00Z' }],
  ['GET /usage', { meter: 'tokens', interval: 'week' }],
  ['GET /usage', { meter: 'tokens', by: 'customer' }],
];

const titled = bad.map(([key, input]) => [key, JSON.stringify(input).slice(0, 80), input] as const);

it.each(titled)('%s refuses %s', (key, _title, input) => {
  expect(accepts(key, input)).toBe(false);
});
