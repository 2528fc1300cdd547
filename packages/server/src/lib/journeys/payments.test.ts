import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Payment, PaymentPage } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { eventually, openWorld, type World } from './local-world.ts';

const DAY_MS = 86_400_000;

async function subscribe(world: World): Promise<void> {
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await world.call('/checkout/sync', { body: { checkoutId } });
}

const list = async (world: World, query = ''): Promise<PaymentPage> => (await world.call(`/payments${query}`)).body;

it('renewals are listed newest first, page by page, each once', async () => {
  await using world = await openWorld();
  expect(await list(world)).toEqual({ payments: [], next: null });
  await subscribe(world);
  for (let month = 1; month < 7; month += 1) await world.emulator().clock.advance(31 * DAY_MS);
  await world.emulator().webhooks.settled();
  await eventually(async () => expect((await list(world, '?limit=100')).payments.length).toBeGreaterThanOrEqual(6));
  const whole = (await list(world, '?limit=100')).payments;
  const pages: Payment[] = [];
  for (let query = '?limit=2'; ; ) {
    const { payments, next } = await list(world, query);
    pages.push(...payments);
    if (next === null) break;
    query = `?limit=2&cursor=${next}`;
  }
  expect(pages).toEqual(whole);
  expect(whole.map(({ createdAt }) => createdAt)).toEqual(
    whole
      .map(({ createdAt }) => createdAt)
      .sort()
      .reverse(),
  );
  expect(whole.at(-1)).toMatchObject({
    kind: 'subscription',
    item: 'pro',
    description: 'Pro',
    amount: 4900,
    currency: 'USD',
    refundedAmount: 0,
    status: 'paid',
  });
});

it('a renewal that failed is a failed payment until the card is charged', async () => {
  await using world = await openWorld();
  await subscribe(world);
  world.emulator().failNextPayment('acme');
  await world.emulator().clock.advance(31 * DAY_MS);
  await eventually(async () => expect((await world.state()).subscription.status).toBe('past_due'));
  await eventually(async () => expect((await list(world)).payments[0]).toMatchObject({ status: 'failed' }));
  const { id } = (await list(world)).payments[0] ?? {};
  await world.emulator().clock.advance(2 * DAY_MS);
  await eventually(async () => expect((await list(world)).payments.find((payment) => payment.id === id)).toMatchObject({ status: 'paid' }));
  await eventually(async () => expect((await world.state()).subscription.status).toBe('active'));
});

it('what is known is shown while the provider is away', async () => {
  await using world = await openWorld();
  await subscribe(world);
  await eventually(async () => expect((await list(world)).payments).toHaveLength(1));
  await world.stopPolar();
  expect((await list(world)).payments).toHaveLength(1);
  expect(await world.call('/payments', { as: 'globex' })).toMatchObject({ status: 200, body: { payments: [], next: null } });
  await world.startPolar();
});

it.each([['bm90IGEgcGxhY2U'], ['!'], ['__________']])('the cursor %s, which is the next of no page, is refused', async (cursor) => {
  await using world = await openWorld();
  expect(await world.call(`/payments?cursor=${encodeURIComponent(cursor)}`)).toMatchObject({
    status: 400,
    body: { code: 'invalid_request' },
  });
});

it('an invoice is a fresh link for managers of its own customer, kept nowhere', async () => {
  await using world = await openWorld();
  await subscribe(world);
  const [payment] = (await list(world)).payments;
  const open = (as: string) => world.call('/payments/invoice', { as, body: { paymentId: payment?.id } });
  const { status, body } = await open('acme');
  expect([status, body.url]).toEqual([200, expect.stringContaining(payment?.id ?? '')]);
  expect(await open('acme/member')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await open('globex')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  const folder = dirname(world.file);
  const kept = await Promise.all(
    (await readdir(folder)).filter((name) => name.startsWith('billing')).map((name) => readFile(`${folder}/${name}`, 'latin1')),
  );
  expect([...kept, ...world.logged].join('\n').includes(body.url)).toBe(false);
});

it('on the way back from the portal the state is what was done there', async () => {
  await using world = await openWorld({ webhooks: false });
  await subscribe(world);
  const headers = { authorization: 'Bearer polar_oat_local', 'content-type': 'application/json' };
  const { items } = await (await fetch(`${world.emulator().url}/v1/subscriptions/`, { headers })).json();
  const body = JSON.stringify({ cancel_at_period_end: true });
  await fetch(`${world.emulator().url}/v1/subscriptions/${items[0].id}`, { method: 'PATCH', headers, body });
  expect((await world.state()).subscription.cancelAt).toBeNull();
  expect((await world.call('/state?sync=1')).body.subscription.cancelAt).not.toBeNull();
  expect((await world.state()).subscription.cancelAt).not.toBeNull();
});

it('the way back from the portal leads to what is known while the provider is away', async () => {
  await using world = await openWorld();
  await subscribe(world);
  await world.stopPolar();
  expect(await world.call('/state?sync=1')).toMatchObject({ status: 200, body: { tier: 'pro' } });
  await world.startPolar();
});
