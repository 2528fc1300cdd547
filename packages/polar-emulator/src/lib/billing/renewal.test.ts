import { expect, test } from 'vitest';
import { METER, PACK, PRO, TEAM, TRIAL } from '../../../fixtures/shop-seed.ts';
import { startEmulator } from '../../../fixtures/start-emulator.ts';

const SECRET = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
const DAY = 86_400_000;
const START = Date.parse('2026-01-31T10:00:00Z');

/** A shop whose real clock stands still, so that every date is known. */
async function startShop(product: string) {
  // The signatures are checked against the machine's clock, so the receiver does without them here.
  const types: string[] = [];
  const deliver = async (_url: string, { body }: { body: string }) => {
    types.push(JSON.parse(body).type);
    return { status: 200 };
  };
  const shop = await startEmulator({ clock: { now: () => START }, deliver });
  shop.emulator.webhooks.addEndpoint({ url: 'http://app.invalid', signing: 'standard', secret: SECRET });
  const checkout = await shop.polar.checkouts.create({
    products: [product],
    external_customer_id: 'acme',
    customer_email: 'owner@acme.example',
  });
  await shop.emulator.pay(checkout.id);
  await shop.emulator.webhooks.settled();
  types.length = 0;
  const read = async () => {
    const [subscription] = (await shop.polar.subscriptions.list({})).items;
    if (subscription === undefined) throw new Error('There is no subscription.');
    return subscription;
  };
  const heard = async () => {
    await shop.emulator.webhooks.settled();
    return types.splice(0);
  };
  return { ...shop, read, heard, [Symbol.asyncDispose]: shop[Symbol.asyncDispose] };
}

const use = (units: number) => ({ name: 'api_call', external_customer_id: 'acme', metadata: { units } });

test('a renewal turns the period, bills the usage past the credits and gives new credits', async () => {
  await using shop = await startShop(PRO);
  await shop.polar.events.ingest({ events: [use(100), use(31)] });
  await shop.emulator.clock.advanceTo('2026-02-28T10:00:00Z');
  expect(await shop.read()).toMatchObject({
    current_period_start: '2026-02-28T10:00:00.000Z',
    current_period_end: '2026-03-31T10:00:00.000Z',
  });
  const { items } = await shop.polar.orders.list({ limit: 1 });
  expect(items[0]?.items.map((item) => [item.label, item.amount])).toEqual([
    ['Pro', 1000],
    ['API calls', 16],
  ]);
  expect(items).toMatchObject([{ status: 'paid', billing_reason: 'subscription_cycle', total_amount: 1016 }]);
  expect(shop.emulator.usage('acme', METER)).toEqual({ consumed: 0, credited: 100, balance: 100 });
  expect(await shop.heard()).toEqual([
    'customer.state_changed',
    'subscription.cycled',
    'subscription.updated',
    'benefit_grant.cycled',
    'order.created',
    'order.updated',
    'order.paid',
    'customer.state_changed',
  ]);
});

test('a year of months is twelve renewals, each at its own time', async () => {
  await using shop = await startShop(PRO);
  await shop.emulator.clock.advance(366 * DAY);
  const orders = await shop.polar.orders.list({ limit: 100, sorting: ['created_at'] });
  expect(orders.items.map((order) => order.created_at.slice(0, 10)).slice(0, 4)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ]);
  expect(orders.items).toHaveLength(13);
});

test('unused credits vanish unless they roll over', async () => {
  await using shop = await startShop(PRO);
  const pack = await shop.polar.checkouts.create({ products: [PACK], external_customer_id: 'acme' });
  await shop.emulator.pay(pack.id);
  await shop.polar.events.ingest({ events: [use(120)] });
  await shop.emulator.clock.advance(29 * DAY);
  expect(shop.emulator.usage('acme', METER)).toEqual({ consumed: 0, credited: 130, balance: 130 });
});

test('a scheduled end comes at the end of the period, with one last bill for the usage', async () => {
  await using shop = await startShop(PRO);
  await shop.polar.events.ingest({ events: [use(103)] });
  expect(await shop.heard()).toEqual(['customer.state_changed']);
  await shop.polar.subscriptions.update((await shop.read()).id, { cancel_at_period_end: true });
  expect(await shop.heard()).toEqual(['subscription.updated', 'subscription.canceled', 'customer.state_changed']);
  await shop.emulator.clock.advance(29 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'canceled', ended_at: '2026-02-28T10:00:00.000Z' });
  expect((await shop.heard()).slice(0, 4)).toEqual([
    'subscription.updated',
    'subscription.canceled',
    'subscription.revoked',
    'benefit_grant.revoked',
  ]);
  expect((await shop.polar.orders.list({ limit: 1 })).items).toMatchObject([{ total_amount: 2, items: [{ label: 'API calls' }] }]);
  await shop.emulator.clock.advance(60 * DAY);
  expect((await shop.polar.orders.list({})).pagination.total_count).toBe(2);
});

test('a scheduled change of plan takes effect with the new period, and its price is what is billed', async () => {
  await using shop = await startShop(PRO);
  await shop.polar.subscriptions.update((await shop.read()).id, { product_id: TEAM, proration_behavior: 'next_period' });
  await shop.emulator.clock.advance(29 * DAY);
  expect(await shop.read()).toMatchObject({ product_id: TEAM, amount: 3000, pending_update: null });
  expect((await shop.polar.orders.list({ limit: 1 })).items).toMatchObject([{ total_amount: 3000, product_id: TEAM }]);
  expect(shop.emulator.usage('acme', METER)).toMatchObject({ credited: 1000 });
});

test('a prorated change waits for the next invoice', async () => {
  await using shop = await startShop(PRO);
  await shop.emulator.clock.advance(14 * DAY);
  await shop.polar.subscriptions.update((await shop.read()).id, { product_id: TEAM, proration_behavior: 'prorate' });
  expect((await shop.polar.orders.list({})).pagination.total_count).toBe(1);
  await shop.emulator.clock.advance(15 * DAY);
  const [order] = (await shop.polar.orders.list({ limit: 1 })).items;
  expect(order?.items.map((item) => [item.amount, item.proration])).toEqual([
    [3000, false],
    [-500, true],
    [1500, true],
  ]);
});

test('a trial ends in a paid period, and what was used in it is not billed', async () => {
  await using shop = await startShop(TRIAL);
  await shop.emulator.clock.advance(13 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'trialing' });
  await shop.emulator.clock.advance(2 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'active', current_period_start: '2026-02-14T10:00:00.000Z' });
  expect((await shop.polar.orders.list({ limit: 1 })).items).toMatchObject([{ total_amount: 500, status: 'paid' }]);
});

test('a refused renewal is past due without benefits, and whole again once a retry is paid', async () => {
  await using shop = await startShop(PRO);
  shop.emulator.failNextPayment('acme');
  await shop.emulator.clock.advance(29 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'past_due', past_due_at: '2026-02-28T10:00:00.000Z' });
  const state = await shop.polar.customers.getStateExternal('acme');
  expect([state.active_subscriptions, state.granted_benefits]).toEqual([[], []]);
  expect((await shop.polar.orders.list({ limit: 1 })).items).toMatchObject([
    { status: 'pending', paid: false, due_amount: 1000, next_payment_attempt_at: '2026-03-02T10:00:00.000Z' },
  ]);
  expect(await shop.heard()).toContain('subscription.past_due');
  await shop.emulator.clock.advance(2 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'active', past_due_at: null });
  expect((await shop.polar.orders.list({ limit: 1 })).items).toMatchObject([{ status: 'paid', next_payment_attempt_at: null }]);
  expect(await shop.heard()).toEqual([
    'order.updated',
    'order.paid',
    'subscription.updated',
    'subscription.active',
    'benefit_grant.updated',
    'customer.state_changed',
  ]);
});

test('when every retry is refused the subscription ends and its order is void', async () => {
  await using shop = await startShop(PRO);
  shop.emulator.failNextPayment('acme', 5);
  await shop.emulator.clock.advance(28 * DAY + 20 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'past_due' });
  await shop.emulator.clock.advance(2 * DAY);
  expect(await shop.read()).toMatchObject({ status: 'canceled', ended_at: '2026-03-21T10:00:00.000Z' });
  expect((await shop.polar.orders.list({ limit: 1 })).items).toMatchObject([{ status: 'void' }]);
});

test('a checkout that nobody pays expires after a day', async () => {
  await using shop = await startShop(PRO);
  const { id } = await shop.polar.checkouts.create({ products: [TEAM] });
  await shop.emulator.clock.advance(DAY + 1000);
  expect(await shop.polar.checkouts.get(id)).toMatchObject({ status: 'expired' });
  await expect(shop.emulator.pay(id)).rejects.toMatchObject({ status: 410 });
});

test('changes are dated later and later, even when they come in the same millisecond', async () => {
  await using shop = await startShop(PRO);
  const { id } = await shop.read();
  const dates: string[] = [];
  for (const wish of [true, false, true, false])
    dates.push((await shop.polar.subscriptions.update(id, { cancel_at_period_end: wish })).modified_at ?? '');
  expect(new Set(dates).size).toBe(4);
  expect([...dates].sort()).toEqual(dates);
});
