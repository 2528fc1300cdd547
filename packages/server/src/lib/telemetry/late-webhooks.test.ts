import { expect, it } from 'vitest';
import { eventually, openWorld, type World } from '../journeys/local-world.ts';
import { sign, subscriptionText } from '../journeys/promises/signed-delivery.ts';
import { openCollector, read } from '../journeys/telemetry-collector.ts';

const PRO = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1001';
const told = (version: number, secret: string) =>
  sign(subscriptionText('acme', { product_id: PRO, modified_at: `2026-11-20T10:00:0${version}Z` }), { id: `msg_${version}`, secret });

async function send(world: World, version: number): Promise<number> {
  return (await fetch(world.webhookUrl, { method: 'POST', ...told(version, world.secret) })).status;
}

it('webhooks that come in the wrong order are counted, and how late they were', async () => {
  const { telemetry, points } = openCollector();
  await using world = await openWorld({ webhooks: false, telemetry });
  const applied = async (times: number) =>
    eventually(async () => expect(read(await points(), 'polar.webhook.processing_time', { outcome: 'done' })).toBe(times));
  expect(await send(world, 2)).toBe(202);
  await applied(1);
  expect(read(await points(), 'polar.webhook.overtaken')).toBeUndefined();
  expect(await send(world, 1)).toBe(202);
  await applied(2);
  expect(await send(world, 2)).toBe(202);

  const found = await points();
  expect(read(found, 'polar.webhook.overtaken', { effect: 'subscription' })).toBe(1);
  expect(read(found, 'polar.webhook.received', { result: 'new' })).toBe(2);
  expect(read(found, 'polar.webhook.received', { result: 'seen' })).toBe(1);
  const delay = found.find(({ name }) => name === 'polar.webhook.delay');
  // Both tell of 10:00:01 of that day.
  expect(delay?.sum).toBeGreaterThan((2 * (world.emulator().clock.now().getTime() - Date.parse('2026-11-20T10:00:01Z'))) / 1000 - 60);
});
