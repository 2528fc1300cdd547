import { expect, it } from 'vitest';
import { eventually, openWorld, type World } from './local-world.ts';

it('the success page wins when no webhook comes at all', async () => {
  await using world = await openWorld({ webhooks: false });
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  expect((await world.state()).tier).toBe('free');
  const synced = await world.call('/checkout/sync', { body: { checkoutId } });
  expect(synced.body).toMatchObject({ outcome: 'active', state: { tier: 'pro', subscription: { status: 'active' } } });
});

it('the success page and the webhook race, and nobody who saw Pro sees Free again', async () => {
  await using world = await openWorld();
  const { checkoutId } = await world.checkout('pro');
  const seen: string[] = [];
  const watching = watch(world, seen);
  await world.emulator().pay(checkoutId);
  await Promise.all(Array.from({ length: 5 }, () => world.call('/checkout/sync', { body: { checkoutId } })));
  await world.emulator().webhooks.settled();
  await eventually(async () => expect((await world.state()).tier).toBe('pro'));
  watching.stop();
  await watching.done;
  expect(seen.slice(seen.indexOf('pro'))).not.toContain('free');
});

it("another customer's checkout does not exist for me", async () => {
  await using world = await openWorld();
  const { checkoutId } = await world.checkout('pro', 'acme');
  const answer = await world.call('/checkout/sync', { as: 'globex', body: { checkoutId } });
  expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

it('gives double clicks and two tabs the same stored checkout', async () => {
  await using world = await openWorld();
  const checkouts = await Promise.all(Array.from({ length: 8 }, () => world.checkout('pro')));
  expect(new Set(checkouts.map(({ checkoutId }) => checkoutId)).size).toBe(1);
});

it('refuses a second subscription and points to the plan change', async () => {
  await using world = await openWorld();
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  const again = await world.call('/checkout', { body: { tier: 'enterprise', successUrl: '/', returnUrl: '/' } });
  expect(again).toMatchObject({ status: 409, body: { code: 'subscription_exists' } });
  const changed = await world.call('/subscription/change', { body: { tier: 'enterprise' } });
  expect(changed.body).toMatchObject({ tier: 'enterprise' });
});

it('refuses an e-mail that belongs to another customer instead of sharing a subscription', async () => {
  await using world = await openWorld();
  await world.checkout('pro', 'acme');
  const answer = await world.call('/checkout', { as: 'ACME', body: { tier: 'pro', successUrl: '/', returnUrl: '/' } });
  expect(answer).toMatchObject({ status: 409, body: { code: 'email_taken' } });
});

it('cancels at the end of the period, resumes, and schedules a downgrade', async () => {
  await using world = await openWorld();
  const { checkoutId } = await world.checkout('enterprise');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect((await world.state()).tier).toBe('enterprise'));
  const canceled = await world.call('/subscription/cancel', { body: { reason: 'too dear' } });
  expect(canceled.body).toMatchObject({ tier: 'enterprise', subscription: { status: 'active', cancelAt: expect.any(String) } });
  const resumed = await world.call('/subscription/resume', { body: {} });
  expect(resumed.body.subscription.cancelAt).toBeNull();
  const preview = await world.call('/subscription/preview', { body: { tier: 'pro' } });
  expect(preview.body).toMatchObject({ direction: 'downgrade', basis: 'estimate', dueNow: { amount: 0 } });
  const downgraded = await world.call('/subscription/change', { body: { tier: 'pro' } });
  expect(downgraded.body).toMatchObject({ tier: 'enterprise', subscription: { scheduledTier: 'pro' } });
  expect((await world.call('/subscription/resume', { body: {} })).body.subscription.scheduledTier).toBeNull();
});

it('a member reads everything and changes nothing', async () => {
  await using world = await openWorld();
  expect((await world.state('acme/member')).canManageBilling).toBe(false);
  const answer = await world.call('/checkout', { as: 'acme/member', body: { tier: 'pro', successUrl: '/', returnUrl: '/' } });
  expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});

function watch(world: World, seen: string[]) {
  let watching = true;
  const done = (async () => {
    while (watching) seen.push((await world.state()).tier);
  })();
  const stop = () => {
    watching = false;
  };
  return { done, stop };
}
