import { expect, it } from 'vitest';
import { eventually, openWorld, type World } from './local-world.ts';

it.each([
  ['the webhook alone', { webhooks: true, page: false }],
  ['the success page alone', { webhooks: false, page: true }],
  ['both, many times', { webhooks: true, page: true }],
])('a bought pack is granted once by %s', async (_name, { webhooks, page }) => {
  await using world = await openWorld({ webhooks });
  const checkoutId = await buyPack(world);
  if (page) {
    const synced = await Promise.all(Array.from({ length: 5 }, () => world.call('/checkout/sync', { body: { checkoutId } })));
    for (const { body } of synced) expect(body).toMatchObject({ outcome: 'active', pack: 'ten' });
  }
  await eventually(async () => expect(await meter(world)).toMatchObject({ credits: 10, remaining: 20 }));
  if (webhooks) for (const { eventId } of world.emulator().webhooks.deliveries()) world.emulator().webhooks.redeliver(eventId);
  await world.emulator().webhooks.settled();
  expect(await meter(world)).toMatchObject({ credits: 10, remaining: 20 });
});

it('credits are used after the allowance', async () => {
  await using world = await openWorld();
  await buyPack(world);
  await eventually(async () => expect((await meter(world))?.credits).toBe(10));
  const { usage } = world.billing();
  await usage.spend({ customerId: 'acme', meter: 'job_descriptions', units: 13 });
  expect(await meter(world)).toMatchObject({ used: 13, credits: 7, remaining: 7 });
});

async function buyPack(world: World): Promise<string> {
  const { body } = await world.call('/checkout', { body: { pack: 'ten', successUrl: '/', returnUrl: '/' } });
  await world.emulator().pay(body.checkoutId);
  return body.checkoutId;
}

async function meter(world: World) {
  return (await world.state()).meters['job_descriptions'];
}
