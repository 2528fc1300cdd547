import { expect, it } from 'vitest';
import { eventually, openWorld } from './local-world.ts';

it('finds a cancellation whose webhooks never came, says so, and applies it', async () => {
  await using world = await openWorld({ webhooks: false, settings: { reconcileIntervalMs: 100 } });
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await world.call('/checkout/sync', { body: { checkoutId } });
  expect((await world.state()).tier).toBe('pro');

  await cancelAtProvider(world.emulator().url, checkoutId);
  await world.emulator().clock.advance(3_600_000);
  await eventually(async () => {
    await world.billing().tick();
    expect((await world.state()).subscription.cancelAt).not.toBeNull();
  });
  expect(world.alerts).toContainEqual(expect.objectContaining({ code: 'webhook_missed', priority: 'soon' }));
});

async function cancelAtProvider(url: string, checkoutId: string): Promise<void> {
  const headers = { authorization: 'Bearer polar_oat_local', 'content-type': 'application/json' };
  const orders = await (await fetch(`${url}/v1/orders/?checkout_id=${checkoutId}`, { headers })).json();
  const body = JSON.stringify({ cancel_at_period_end: true });
  await fetch(`${url}/v1/subscriptions/${orders.items[0].subscription_id}`, { method: 'PATCH', headers, body });
}
