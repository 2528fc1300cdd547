import { expect, it } from 'vitest';
import type { AccessChange } from '../../index.ts';
import { eventually, openWorld } from './local-world.ts';

it('tells the host of each access change once it is accepted, and never of nothing', async () => {
  const told: AccessChange[] = [];
  await using world = await openWorld({ onAccessChange: (change) => void told.push(change) });
  await world.state();
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect(told).toMatchObject([{ customerId: 'acme', tier: 'pro', status: 'active', accessUntil: null }]));
  await world.call('/subscription/cancel', { body: {} });
  await eventually(async () => expect(told[1]).toMatchObject({ tier: 'pro', status: 'active', accessUntil: expect.any(String) }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toHaveLength(2);
});

it('tells again with the same key until the host says yes, over a restart as well', async () => {
  const tries: AccessChange[] = [];
  let away = true;
  await using world = await openWorld({
    onAccessChange: async (change) => {
      tries.push(change);
      if (away) throw new Error('the credential service is away');
    },
  });
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect(tries.length).toBeGreaterThan(1));
  await world.restart();
  away = false;
  const failed = tries.length;
  await eventually(async () => expect(tries.length).toBeGreaterThan(failed));
  expect(new Set(tries.map(({ key }) => key)).size).toBe(1);
  expect(world.alerts).toContainEqual(expect.objectContaining({ code: 'access_change_failed' }));
});

it('revokes at once after a failed payment when there is no grace', async () => {
  const told: AccessChange[] = [];
  await using world = await openWorld({ settings: { pastDueGraceMs: 0 }, onAccessChange: (change) => void told.push(change) });
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect(told).toHaveLength(1));
  world.emulator().failNextPayment('acme', 9);
  await world.emulator().clock.advance(32 * 86_400_000);
  await eventually(async () => expect(told.at(-1)).toMatchObject({ tier: 'free', status: 'past_due' }));
  expect((await world.state()).tier).toBe('free');
});
