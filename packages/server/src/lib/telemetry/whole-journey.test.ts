import { routes } from '@plimsoll/contract/routes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openWorld, type World } from '../journeys/local-world.ts';
import { openCollector, type Point, read } from '../journeys/telemetry-collector.ts';
import { CLOSED_VALUES, PROVIDER_OPERATIONS } from '../journeys/telemetry-values.ts';
import { metricTable } from './metric-table.ts';

const collector = openCollector();
let world: World;
let points: Point[];

const use = (customerId: string, units: number) =>
  world.billing().usage.spend({ customerId, userId: `owner@${customerId}`, meter: 'job_descriptions', units });

/** A customer buys, uses, hits the limit and cancels; a provider fails, goes away and comes back; webhooks come twice, forged and late. */
async function walk(): Promise<void> {
  await world.call('/catalog', { as: null });
  await world.state('newcomer');
  const { checkoutId } = await world.checkout('pro');
  await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await world.call('/checkout/sync', { body: { checkoutId } });
  await eventually(async () => expect((await world.state()).tier).toBe('pro'));
  await world.emulator().webhooks.settled();

  await Promise.all([3, 4, 5].map((units) => use('acme', units)));
  const held = await world.billing().usage.reserve({ customerId: 'acme', meter: 'job_descriptions', units: 6 });
  await world.billing().usage.commit(held, 2);
  await world.billing().usage.spend({ customerId: 'acme', meter: 'job_descriptions', units: 1, id: 'once' });
  await world.billing().usage.spend({ customerId: 'acme', meter: 'job_descriptions', units: 1, id: 'once' });
  await expect(use('acme', 1000)).rejects.toMatchObject({ code: 'limit_reached' });
  await use('newcomer', 10);

  await world.call('/subscription/cancel', { body: {} });
  await world.call('/no/such/acme', { as: 'acme' });
  await world.call('/state', { as: null });
  await world.call('/webhooks/polar', { as: null, body: { forged: 'acme' } });
  await world.emulator().webhooks.settled();
  await fail();
  await eventually(async () => {
    await world.billing().tick();
    expect(read(await collector.points(), 'polar.meter.customers', { level: 'exhausted' })).toBe(1);
  });
}

async function fail(): Promise<void> {
  const { faults } = world.emulator();
  faults.set({ kind: 'status', status: 429, times: 1, path: '/v1/customer-sessions' });
  await world.call('/portal', { body: { returnUrl: '/' } });
  faults.set({ kind: 'status', status: 500, path: '/v1/' });
  await use('acme', 1);
  for (let again = 0; again < 4; again += 1) await world.state(`unknown_${again}`);
  await world.state();
  await world.state('unknown_0');
  faults.clear();
  await eventually(async () => expect((await world.state('unknown_0')).mode).toBe('live'));
}

beforeAll(async () => {
  world = await openWorld({ telemetry: collector.telemetry, settings: { probeIntervalMs: 200, reconcileIntervalMs: 1 } });
  await walk();
  points = await collector.points();
}, 30_000);
afterAll(async () => await world[Symbol.asyncDispose]());

describe('the numbers of a whole journey', () => {
  it.each<[name: string, attributes: Record<string, unknown>, value: number]>([
    ['polar.checkout.created', { item: 'tier' }, 1],
    ['polar.subscription.active', { tier: 'pro', status: 'active' }, 1],
    ['polar.usage.job_descriptions', { meter: 'job_descriptions' }, 3 + 4 + 5 + 2 + 1 + 10 + 1],
    ['polar.meter.balance', { meter: 'job_descriptions', tier: 'pro' }, 50 - 16],
    ['polar.meter.customers', { meter: 'job_descriptions', level: 'exhausted' }, 1],
    ['polar.gate.refused', { meter: 'job_descriptions', reason: 'limit_reached' }, 1],
    ['polar.api.error', { operation: 'openPortal', 'error.type': 'rate_limited' }, 1],
    ['polar.webhook.received', { result: 'rejected' }, 1],
    ['polar.store.up', {}, 1],
    ['polar.api.up', { kind: 'read' }, 1],
    ['polar.queue.stuck', { queue: 'inbox' }, 0],
    ['polar.alert.raised', { code: 'webhook_signature_rejected', priority: 'immediate' }, 1],
  ])('%s of %j is %d', (name, attributes, value) => {
    expect(read(points, name, attributes)).toBe(value);
  });

  it.each<[name: string, attributes: Record<string, unknown>]>([
    ['polar.api.latency', { operation: 'createCheckout' }],
    ['polar.api.error', { 'error.type': 'provider_unavailable' }],
    ['polar.api.skipped', { kind: 'read' }],
    ['polar.webhook.received', { effect: 'subscription', result: 'new' }],
    ['polar.webhook.processing_time', { outcome: 'done' }],
    ['polar.webhook.delay', {}],
    ['polar.sync.duration', { source: 'success_page', outcome: 'success' }],
    ['polar.sync.duration', { source: 'checkout' }],
    ['polar.sync.duration', { source: 'reconcile' }],
    ['polar.sync.duration', { source: 'first_read', outcome: 'failure' }],
    ['polar.sync.error', { source: 'first_read', 'error.type': 'provider_unavailable' }],
    ['polar.sync.recovery', {}],
    ['polar.cache.lookup', { result: 'hit' }],
    ['polar.cache.lookup', { result: 'miss' }],
    ['polar.cache.stale', { mode: 'fallback' }],
    ['polar.outbox.events', { result: 'delivered' }],
    ['polar.store.latency', { operation: 'ledger.apply' }],
    ['polar.request.latency', { 'http.route': '/state', 'http.request.method': 'GET', 'http.response.status_code': 200 }],
    ['polar.request.latency', { 'http.route': '/portal', 'error.type': 'provider_unavailable' }],
    ['polar.ledger.hottest_share', {}],
  ])('%s of %j is there', (name, attributes) => {
    expect(read(points, name, attributes)).toBeGreaterThanOrEqual(name.endsWith('share') ? 0 : 1);
  });

  it('have names that the table has, or a meter of the catalog', () => {
    const known = [...Object.keys(metricTable), 'usage.job_descriptions'].map((name) => `polar.${name}`);
    expect(points.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});

const CLOSED: typeof CLOSED_VALUES = { ...CLOSED_VALUES, tier: ['free', 'pro', 'enterprise'], meter: ['job_descriptions'] };

describe('nobody is named', () => {
  const strangers = (attributes: Readonly<Record<string, unknown>>) =>
    Object.entries(attributes).filter(([key, value]) => value !== undefined && CLOSED[key]?.includes(value) !== true);

  it('in any attribute of any number', () => {
    expect(points.length).toBeGreaterThan(80);
    expect(points.flatMap(({ name, attributes }) => strangers(attributes).map((stranger) => [name, stranger]))).toEqual([]);
  });

  it('in any attribute or name of any span', () => {
    const spans = collector.spans();
    const counts = new Set(['messaging.batch.message_count']);
    const found = spans.flatMap(({ attributes }) => strangers(attributes).filter(([key]) => !counts.has(key)));
    expect(found).toEqual([]);
    const names = [...new Set(spans.map(({ name }) => name))];
    const routeNames = Object.keys(routes);
    const known = [
      ...[...routeNames, ...PROVIDER_OPERATIONS.map((operation) => `polar ${operation}`)],
      ...['webhook drain', 'webhook apply', 'usage flush', 'sync customer', 'GET', 'POST'],
    ];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['GET /state', 'polar createCheckout', 'webhook drain', 'usage flush']));
  });
});
