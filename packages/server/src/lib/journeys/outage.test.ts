import { expect, it } from 'vitest';
import { eventually, openWorld, type World } from './local-world.ts';

const settings = { probeIntervalMs: 300 };

it('goes on with what was last known while the provider is away, and recovers within one probe', async () => {
  await using world = await openWorld({ settings });
  await buyPro(world);
  await world.stopPolar();
  await eventually(async () => expect(await world.state()).toMatchObject({ mode: 'stale', tier: 'pro' }));

  await world.billing().usage.spend({ customerId: 'acme', meter: 'job_descriptions', units: 20 });
  expect(await world.state('newcomer')).toMatchObject({ mode: 'fallback', tier: 'free', subscription: { status: 'unknown' } });
  expect((await world.state('newcomer')).meters.job_descriptions).toMatchObject({ granted: 10 });
  expect((await world.call('/portal', { body: { returnUrl: '/' } })).status).toBe(503);

  await world.startPolar();
  await eventually(async () => expect(await world.state()).toMatchObject({ mode: 'live', tier: 'pro' }));
  await eventually(async () => expect(await world.state('newcomer')).toMatchObject({ mode: 'live', subscription: { status: 'none' } }));
  await eventually(async () =>
    expect(
      world
        .emulator()
        .events()
        .reduce((sum, { metadata }) => sum + Number(metadata.units), 0),
    ).toBe(20),
  );
});

it('gives the fallback tier at once when nothing last known is honoured', async () => {
  await using world = await openWorld({ settings: { ...settings, keepLastKnownMs: 0 } });
  await buyPro(world);
  await world.stopPolar();
  await eventually(async () => expect(await world.state()).toMatchObject({ mode: 'fallback', tier: 'free' }));
});

it('honours what was last known after a restart in the middle of the outage', async () => {
  await using world = await openWorld({ settings });
  await buyPro(world);
  await world.stopPolar();
  await world.restart();
  await eventually(async () => expect(await world.state()).toMatchObject({ mode: 'stale', tier: 'pro' }));
});

async function buyPro(world: World): Promise<void> {
  const { checkoutId } = await world.checkout('pro');
  await world.emulator().pay(checkoutId);
  await eventually(async () => expect((await world.state()).tier).toBe('pro'));
}
