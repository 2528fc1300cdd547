import { expect, it } from 'vitest';
import { eventually, openWorld, type World } from './local-world.ts';

// The pack has 10 units and costs 9900 cents.
const ORDER = { method: 'POST', headers: { authorization: 'Bearer polar_oat_local', 'content-type': 'application/json' } };

async function buyPack(world: World): Promise<string> {
  const { body } = await world.call('/checkout', { body: { pack: 'ten', successUrl: '/', returnUrl: '/' } });
  await world.emulator().pay(body.checkoutId);
  return body.checkoutId;
}

async function orderOf(world: World): Promise<string> {
  const [order] = (await world.call('/payments')).body.payments;
  return order.id;
}

async function refund(world: World, orderId: string, amount: number): Promise<void> {
  const body = JSON.stringify({ order_id: orderId, reason: 'customer_request', amount });
  expect((await fetch(`${world.emulator().url}/v1/refunds/`, { ...ORDER, body })).status).toBe(201);
}

async function credits(world: World): Promise<number | undefined> {
  return (await world.state()).meters['job_descriptions']?.credits;
}

it('a refund at the provider takes back in proportion, part by part, each once however often it is told', async () => {
  await using world = await openWorld();
  await buyPack(world);
  await eventually(async () => expect(await credits(world)).toBe(10));
  const order = await orderOf(world);
  for (const [amount, left] of [
    [2970, 7],
    [1979, 6],
    [1, 5],
    [4950, 0],
  ] as const) {
    await refund(world, order, amount);
    await eventually(async () => expect(await credits(world)).toBe(left));
  }
  for (const { eventId } of world.emulator().webhooks.deliveries()) world.emulator().webhooks.redeliver(eventId);
  await world.emulator().webhooks.settled();
  await eventually(async () => expect((await world.call('/health', { as: 'acme/operator' })).body.details.inbox.waiting).toBe(0));
  expect(await credits(world)).toBe(0);
  expect((await world.call('/payments')).body.payments).toMatchObject([
    { id: order, kind: 'pack', item: 'ten', amount: 9900, refundedAmount: 9900, status: 'refunded' },
  ]);
});

it('units that are used by then stay used, and the operator hears how many', async () => {
  await using world = await openWorld();
  await buyPack(world);
  await eventually(async () => expect(await credits(world)).toBe(10));
  await world.billing().usage.spend({ customerId: 'acme', meter: 'job_descriptions', units: 16 });
  const order = await orderOf(world);
  await refund(world, order, 9900);
  await eventually(async () => expect(await credits(world)).toBe(0));
  const lost = () => world.alerts.filter(({ code }) => code === 'credits_not_recovered');
  await eventually(async () => expect(lost()).toMatchObject([{ priority: 'soon', context: { customerId: 'acme', order, units: 6 } }]));
  await world.call('/checkout/sync', { body: { checkoutId: await buyPack(world) } });
  expect(await credits(world)).toBe(10);
  expect(lost()).toHaveLength(1);
});

it('an order that was paid back before anybody heard of it ends as one that was heard of first', async () => {
  await using world = await openWorld({ webhooks: false });
  const checkoutId = await buyPack(world);
  const order = await orderOfPolar(world);
  await refund(world, order, 4950);
  await world.call('/checkout/sync', { body: { checkoutId } });
  expect(await credits(world)).toBe(5);
  await refund(world, order, 4950);
  await world.call('/state?sync=1');
  expect(await credits(world)).toBe(0);
});

it('a refund that overtakes its order ends in the same state, in every order of arrival', async () => {
  await using world = await openWorld();
  await buyPack(world);
  await refund(world, await orderOfPolar(world), 6930);
  await world.emulator().webhooks.settled();
  await eventually(async () => expect(await credits(world)).toBe(3));
  const events = [...world.emulator().webhooks.deliveries()].filter(({ type }) => /^(order|refund)\./.test(type));
  for (const { eventId } of events.reverse()) world.emulator().webhooks.redeliver(eventId);
  await world.emulator().webhooks.settled();
  await world.restart();
  expect(await credits(world)).toBe(3);
});

it('an order of a product that nothing is mapped to grants nothing, is listed, and is alerted once', async () => {
  await using world = await openWorld();
  await buyPack(world);
  await eventually(async () => expect(await credits(world)).toBe(10));
  const product = await post(world, '/v1/products/', {
    name: 'A poster',
    prices: [{ amount_type: 'fixed', price_amount: 500, price_currency: 'usd' }],
    recurring_interval: null,
  });
  const checkout = await post(world, '/v1/checkouts/', { products: [product.id], external_customer_id: 'acme' });
  await world.emulator().pay(checkout.id);
  await world.emulator().webhooks.settled();
  await eventually(async () => expect((await world.call('/payments')).body.payments).toHaveLength(2));
  for (const { eventId } of world.emulator().webhooks.deliveries()) world.emulator().webhooks.redeliver(eventId);
  await world.emulator().webhooks.settled();
  expect((await world.call('/payments')).body.payments[0]).toMatchObject({ kind: 'other', item: null, description: 'A poster' });
  expect(await credits(world)).toBe(10);
  expect(world.alerts.filter(({ code }) => code === 'unmapped_order')).toMatchObject([
    { context: { customerId: 'acme', productId: product.id } },
  ]);
});

it('an order of somebody whom nobody knows here grants nothing until its customer is bound', async () => {
  await using world = await openWorld();
  const [pack] = (await get(world, '/v1/products/')).items.filter(({ name }: { name: string }) => name === '10 more');
  const checkout = await post(world, '/v1/checkouts/', { products: [pack.id], customer_email: 'billing@acme.example' });
  await world.emulator().pay(checkout.id);
  await world.emulator().webhooks.settled();
  expect(await credits(world)).toBe(0);
  const [stranger] = (await get(world, '/v1/customers/?email=billing@acme.example')).items;
  expect(stranger.external_id).toBeNull();
  const bound = await fetch(`${world.emulator().url}/v1/customers/${stranger.id}`, {
    ...ORDER,
    method: 'PATCH',
    body: JSON.stringify({ external_id: 'acme' }),
  });
  expect(bound.status).toBe(200);
  await world.call('/state?sync=1');
  await eventually(async () => expect(await credits(world)).toBe(10));
});

it('a pack bought in two tabs at once is one open checkout; bought again after that it grants again', async () => {
  await using world = await openWorld();
  const open = () => world.call('/checkout', { body: { pack: 'ten', successUrl: '/', returnUrl: '/' } });
  const [first, second] = await Promise.all([open(), open()]);
  expect(first.body.checkoutId).toBe(second.body.checkoutId);
  await world.emulator().pay(first.body.checkoutId);
  const third = await open();
  expect(third.body.checkoutId).not.toBe(first.body.checkoutId);
  await world.emulator().pay(third.body.checkoutId);
  await eventually(async () => expect(await credits(world)).toBe(20));
});

async function post(world: World, path: string, body: object) {
  return await (await fetch(world.emulator().url + path, { ...ORDER, body: JSON.stringify(body) })).json();
}

async function get(world: World, path: string) {
  return await (await fetch(world.emulator().url + path, { headers: ORDER.headers })).json();
}

async function orderOfPolar(world: World): Promise<string> {
  return (await get(world, '/v1/orders/')).items[0].id;
}
