import { expect, it } from 'vitest';
import { CHAT_PRODUCTS, openChatWorld } from './chat-world.ts';

const DAY_MS = 86_400_000;
const WHO = { customerId: 'acme', meter: 'messages' };

async function openGiven() {
  const world = await openChatWorld();
  const now = () => world.emulator.clock.now().getTime();
  await world.state();
  const inDays = (days: number) => new Date(now() + days * DAY_MS).toISOString();
  const give = (id: string, units: number, expiresAt?: string) => world.billing.credits.grant({ ...WHO, id, units, expiresAt });
  const meter = async () => (await world.state()).meters['messages'];
  const pass = async (days: number) => {
    await world.emulator.clock.advance(days * DAY_MS);
    await world.billing.tick();
  };
  return { world, inDays, give, meter, pass };
}

it('units with an end are taken back at that time, those that are left and no others, once', async () => {
  const { world, inDays, give, meter, pass } = await openGiven();
  await using _world = world;
  await give('bought', 10);
  await give('late', 4, inDays(20));
  await give('soon', 5, inDays(2));
  expect(await meter()).toMatchObject({ credits: 19, expiringCredits: [{ units: 5 }, { units: 4 }] });
  // Three of the day's own, then three with the earliest end.
  await world.billing.usage.spend({ ...WHO, units: 6 });
  expect(await meter()).toMatchObject({ credits: 16, expiringCredits: [{ units: 2 }, { units: 4 }] });
  await pass(1);
  expect(await meter()).toMatchObject({ credits: 16 });
  await pass(2);
  await world.billing.tick();
  expect(await meter()).toMatchObject({ credits: 14, expiringCredits: [{ units: 4 }] });
  await pass(30);
  expect(await meter()).toMatchObject({ credits: 10, expiringCredits: [] });
});

it('a gift that is given again keeps its end, and begins nothing anew after it', async () => {
  const { world, inDays, give, meter, pass } = await openGiven();
  await using _world = world;
  const end = inDays(2);
  await Promise.all([give('gift', 5, end), give('gift', 5, end)]);
  expect(await give('gift', 5, inDays(50))).toMatchObject({ repeated: true });
  expect(await meter()).toMatchObject({ credits: 5, expiringCredits: [{ units: 5 }] });
  await pass(3);
  expect(await meter()).toMatchObject({ credits: 0 });
  expect(await give('gift', 5, inDays(50))).toMatchObject({ repeated: true });
  expect(await give('gift', 5, end)).toMatchObject({ repeated: true });
  expect(await meter()).toMatchObject({ credits: 0, expiringCredits: [] });
});

it.each(['yesterday', '2020-01-01T00:00:00Z'])('an end that is %s is refused, and nothing is given', async (expiresAt) => {
  const { world, give, meter } = await openGiven();
  await using _world = world;
  await expect(give('gift', 5, expiresAt)).rejects.toMatchObject({ code: 'invalid_request' });
  expect(await meter()).toMatchObject({ credits: 0 });
});

it('an end outlives a change of plan', async () => {
  const { world, inDays, give, meter, pass } = await openGiven();
  await using _world = world;
  await give('gift', 5, inDays(2));
  await world.buy(CHAT_PRODUCTS.pro);
  await pass(3);
  expect(await meter()).toMatchObject({ credits: 0, expiringCredits: [] });
});
