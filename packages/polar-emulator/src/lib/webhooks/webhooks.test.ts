import { expect, test } from 'vitest';
import { createReceiver } from '../../../fixtures/receive-webhooks.ts';
import { METER, PACK, PRO, TEAM } from '../../../fixtures/shop-seed.ts';
import { shaped, startEmulator } from '../../../fixtures/start-emulator.ts';
import { WEBHOOK_EVENT_TYPES } from '../entities/webhook.ts';

const STANDARD = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
const URL = 'http://app.invalid/webhooks';

async function startWithReceiver({ secret = STANDARD, signing = 'standard' as 'standard' | 'utf8', answer = (): number => 202 } = {}) {
  const receiver = createReceiver(secret, answer);
  const shop = await startEmulator({ deliver: receiver.deliver });
  const endpoint = shop.emulator.webhooks.addEndpoint({ url: URL, secret, signing });
  return { ...shop, receiver, endpoint };
}

async function pay({ emulator, polar }: Awaited<ReturnType<typeof startEmulator>>, product: string) {
  const checkout = await polar.checkouts.create({
    products: [product],
    external_customer_id: 'acme',
    customer_email: 'owner@acme.example',
  });
  await emulator.pay(checkout.id);
  await emulator.webhooks.settled();
}

test('a purchase tells its story in the order that Polar tells it', async () => {
  await using shop = await startWithReceiver();
  await pay(shop, PRO);
  expect(shop.receiver.types()).toEqual([
    'checkout.created',
    'checkout.updated',
    'customer.created',
    'customer.updated',
    'subscription.created',
    'subscription.active',
    'subscription.updated',
    'benefit_grant.created',
    'order.created',
    'order.updated',
    'order.paid',
    'checkout.updated',
    'customer.state_changed',
  ]);
  expect(shop.receiver.received.at(-1)?.data).toMatchObject({ active_subscriptions: [{ product_id: PRO, status: 'active' }] });
});

test('every payload that a whole life causes has exactly the shape of its type', async () => {
  await using shop = await startWithReceiver();
  const { emulator, polar, receiver } = shop;
  await pay(shop, PRO);
  await pay(shop, PACK);
  const [subscription] = (await polar.subscriptions.list({})).items;
  const id = subscription?.id ?? '';
  await polar.events.ingest({ events: [{ name: 'api_call', external_customer_id: 'acme', metadata: { units: 120 } }] });
  await polar.subscriptions.update(id, { product_id: TEAM, proration_behavior: 'next_period' });
  emulator.failNextPayment('acme');
  await emulator.clock.advance(32 * 86_400_000);
  await emulator.clock.advance(3 * 86_400_000);
  await polar.subscriptions.update(id, { cancel_at_period_end: true });
  await polar.subscriptions.update(id, { cancel_at_period_end: false });
  const [order] = (await polar.orders.list({ status: ['paid'] })).items;
  await polar.refunds.create({ order_id: order?.id ?? '', reason: 'other', amount: 1 });
  const benefit = await polar.benefits.create({ type: 'custom', description: 'Support', properties: { note: 'By mail' } });
  await polar.benefits.update(benefit.id, { type: 'custom', description: 'Better support' });
  const product = await polar.products.create({
    name: 'Later',
    recurring_interval: 'month',
    prices: [{ amount_type: 'fixed', price_amount: 1 }],
  });
  await polar.products.update(product.id, { name: 'Much later' });
  await polar.products.updateBenefits(TEAM, { benefits: [benefit.id] });
  await polar.checkouts.create({ products: [TEAM] });
  await emulator.clock.advance(2 * 86_400_000);
  await polar.customers.deleteExternal('acme');
  await emulator.webhooks.settled();
  expect(receiver.faults).toEqual([]);
  const unheard = WEBHOOK_EVENT_TYPES.filter((type) => !receiver.types().includes(type));
  expect(unheard.filter((type) => !NOT_CAUSED.test(type))).toEqual([]);
});

/** What the emulator never sends: seats, members, discounts, pauses, imports, pending refunds, organization settings. */
const NOT_CAUSED =
  /^(customer_seat|member|discount|organization)\.|^subscription\.(paused|resumed|migrated)$|^refund\.updated$|^benefit_grant\.cycled$/;

test('renewed credits are announced as a cycled grant', async () => {
  await using shop = await startWithReceiver();
  await pay(shop, PRO);
  await shop.emulator.clock.advance(32 * 86_400_000);
  await shop.emulator.webhooks.settled();
  expect(shop.receiver.faults).toEqual([]);
  expect(shop.receiver.types()).toContain('benefit_grant.cycled');
  expect(shop.emulator.usage('acme', METER)).toEqual({ consumed: 0, credited: 100, balance: 100 });
});

test('an old secret is signed with its plain text, and the SDK accepts it as well', async () => {
  await using shop = await startWithReceiver({ secret: 'any old text', signing: 'utf8' });
  await shop.polar.customers.create({ email: 'owner@acme.example' });
  await shop.emulator.webhooks.settled();
  expect(shop.receiver.types()).toEqual(['customer.created', 'customer.state_changed']);
  expect(() => shop.emulator.webhooks.addEndpoint({ url: URL, secret: 'any old text', signing: 'standard' })).toThrow(RangeError);
});

test('a refused webhook comes again under its old id with a fresh signature, ten times in all', async () => {
  await using shop = await startWithReceiver({ answer: () => 500 });
  await shop.polar.customers.create({ email: 'owner@acme.example' });
  await shop.emulator.webhooks.settled();
  const created = shop.receiver.received.filter((entry) => entry.type === 'customer.created');
  expect(created).toHaveLength(10);
  expect(new Set(created.map((entry) => entry.id)).size).toBe(1);
  expect(new Set(created.map((entry) => entry.body)).size).toBe(1);
  const deliveries = shaped(
    'ListResourceWebhookDelivery',
    await shop.polar.webhooks.listWebhookDeliveries({ succeeded: false, limit: 100 }),
  );
  expect(deliveries.pagination.total_count).toBe(20);
});

test('a webhook that was refused once is accepted later, and can be asked for again', async () => {
  let refusals = 1;
  await using shop = await startWithReceiver({ answer: () => (refusals-- > 0 ? 503 : 200) });
  await shop.polar.customers.create({ email: 'owner@acme.example' });
  await shop.emulator.webhooks.settled();
  const [first] = shop.receiver.received;
  expect(shop.receiver.received.filter((entry) => entry.id === first?.id)).toHaveLength(2);
  await shop.polar.webhooks.redeliverWebhookEvent(first?.id ?? '');
  await shop.emulator.webhooks.settled();
  expect(shop.receiver.received.at(-1)).toMatchObject({ id: first?.id, body: first?.body });
});

test('payloads are dated in virtual time, signatures in real time', async () => {
  await using shop = await startWithReceiver();
  await shop.emulator.clock.advance(90 * 86_400_000);
  await shop.polar.customers.create({ email: 'owner@acme.example' });
  await shop.emulator.webhooks.settled();
  const [first] = shop.receiver.received;
  expect(Date.parse(first?.timestamp ?? '')).toBeGreaterThan(Date.now() + 89 * 86_400_000);
  expect(Math.abs(Number(first?.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
});

test('webhooks can be duplicated, reordered, delayed and held back', async () => {
  await using shop = await startWithReceiver();
  const { emulator, polar, receiver } = shop;
  emulator.faults.set({ kind: 'webhook-pause' });
  await polar.customers.create({ email: 'a@acme.example', external_id: 'a' });
  await emulator.webhooks.settled();
  expect(receiver.received).toEqual([]);
  emulator.faults.clear();
  emulator.faults.set({ kind: 'webhook-duplicate' });
  emulator.faults.set({ kind: 'webhook-delay', ms: 1 });
  await emulator.webhooks.settled();
  expect(receiver.types()).toEqual(['customer.created', 'customer.created', 'customer.state_changed', 'customer.state_changed']);
  emulator.faults.clear();
  emulator.faults.set({ kind: 'webhook-reorder' });
  await polar.customers.updateExternal('a', { name: 'Acme' });
  await emulator.webhooks.settled();
  expect(receiver.types().slice(4)).toEqual(['customer.state_changed', 'customer.updated']);
});

test('an endpoint that refuses ten events in a row, ten times each, is switched off', async () => {
  await using shop = await startWithReceiver({ answer: () => 500 });
  for (let index = 0; index < 6; index += 1) await shop.polar.customers.create({ email: `${index}@acme.example` });
  await shop.emulator.webhooks.settled();
  expect((await shop.polar.webhooks.getWebhookEndpoint(shop.endpoint.id)).enabled).toBe(false);
  const before = shop.receiver.received.length;
  await shop.polar.customers.create({ email: 'last@acme.example' });
  await shop.emulator.webhooks.settled();
  expect(shop.receiver.received).toHaveLength(before);
});

test('endpoints are made, changed, given a new secret and removed over the API', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const made = shaped('WebhookEndpoint', await polar.webhooks.createWebhookEndpoint({ url: URL, format: 'raw', events: ['order.paid'] }));
  expect(made).toMatchObject({ enabled: true, uses_standard_webhook_signature: true, secret: expect.stringMatching(/^whsec_/) });
  expect(await polar.webhooks.updateWebhookEndpoint(made.id, { enabled: false })).toMatchObject({ enabled: false });
  expect((await polar.webhooks.resetWebhookEndpointSecret(made.id)).secret).not.toBe(made.secret);
  expect(shaped('ListResourceWebhookEndpoint', await polar.webhooks.listWebhookEndpoints({})).pagination.total_count).toBe(1);
  shaped('WebhookEndpoint', await polar.webhooks.getWebhookEndpoint(made.id));
  await polar.webhooks.deleteWebhookEndpoint(made.id);
  await expect(polar.webhooks.getWebhookEndpoint(made.id)).rejects.toMatchObject({ statusCode: 404 });
});
