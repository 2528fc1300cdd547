import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defineCatalog } from '@plimsoll/contract';
import express from 'express';
import { expect, it } from 'vitest';
import { billingErrors, featureGate } from '../../express.ts';
import { CHAT_PRODUCTS, chatCatalog, EARLIER_PRO, openChatWorld } from './chat-world.ts';

const DAY_MS = 86_400_000;

it('a tier has the models that it lists, or all of them; what is missing is offered by the cheapest tier that has it', async () => {
  await using world = await openChatWorld();
  const { features } = world.billing;
  const has = () =>
    Promise.all([...['small', 'large'].map((model) => features.has('acme', 'models', model)), features.has('acme', 'own_keys')]);
  expect(await has()).toEqual([true, false, false]);
  expect(await features.values('acme', 'models')).toEqual(['small']);
  expect(await world.state()).toMatchObject({ features: ['models'], featureValues: { models: ['small'] } });
  await expect(features.require('acme', 'models', 'large')).rejects.toMatchObject({
    code: 'feature_missing',
    status: 403,
    publicMessage: 'This plan does not include Models: large.',
    details: { feature: { feature: 'models', value: 'large', offer: { kind: 'tier', tier: 'pro', price: { amount: 2000 } } } },
  });
  await world.buy(CHAT_PRODUCTS.pro);
  expect(await has()).toEqual([true, true, true]);
  expect(await world.state()).toMatchObject({ features: ['models', 'own_keys'], featureValues: { models: ['small', 'large', 'huge'] } });
  await features.require('acme', 'models', 'large');
});

it.each([
  ['teleport', undefined],
  ['models', 'enormous'],
  ['own_keys', 'any'],
])('the feature %s with %s is one that the catalog does not have', async (feature, value) => {
  await using world = await openChatWorld();
  await expect(world.billing.features.has('acme', feature, value)).rejects.toMatchObject({ code: 'invalid_request' });
});

it('a route behind a feature answers 403 with the offer, 401 to nobody, and runs for who has it', async () => {
  await using world = await openChatWorld();
  const app = express();
  const requireFeature = featureGate(world.billing, {
    identify: ({ headers }) =>
      headers.authorization === undefined ? null : { customerId: headers.authorization, userId: 'ada', canManageBilling: true },
  });
  app.get('/keys', requireFeature('own_keys'), (_request, response) => void response.send('yours'));
  app.use(billingErrors());
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  const ask = (headers: Record<string, string>) => fetch(url, { headers });
  const refused = await ask({ authorization: 'acme' });
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { code: 'feature_missing', feature: { feature: 'own_keys', offer: { tier: 'pro' } } },
  ]);
  expect((await ask({})).status).toBe(401);
  await world.buy(CHAT_PRODUCTS.pro);
  expect(await (await ask({ authorization: 'acme' })).text()).toBe('yours');
  server.closeAllConnections();
  server.close();
});

it('who bought an earlier version of a tier keeps its allowances and price until they move', async () => {
  await using world = await openChatWorld();
  await world.buy(EARLIER_PRO);
  expect(await world.state()).toMatchObject({
    tier: 'pro',
    tierVersion: {
      id: '2025',
      prices: [{ amount: 900 }],
      allowances: { tokens: 5_000_000, messages: 'unlimited' },
      overage: { tokens: { amount: 1 } },
    },
    meters: { tokens: { granted: 5_000_000 }, messages: { granted: 'unlimited' } },
    features: ['models', 'own_keys'],
  });
  await world.billing.usage.spend({ customerId: 'acme', meter: 'tokens', units: 4_000_000 });
  await world.ask('/subscription/change', { tier: 'team', when: 'now' });
  await world.ask('/subscription/change', { tier: 'pro', when: 'now' });
  expect(await world.state()).toMatchObject({
    tier: 'pro',
    tierVersion: null,
    meters: { tokens: { granted: 1_000_000, used: 4_000_000, remaining: 0 } },
  });
});

it('what a move costs is worked out from the price that was kept, not from the one that is sold now', async () => {
  await using world = await openChatWorld();
  await world.buy(EARLIER_PRO);
  expect(await world.ask('/subscription/preview', { tier: 'team' })).toMatchObject({
    direction: 'upgrade',
    dueNow: { amount: 4100, currency: 'USD' },
    recurring: { amount: 5000 },
  });
});

it('whoever keeps a larger version than is sold now is offered nothing smaller at its limit', async () => {
  const { tiers, ...sold } = chatCatalog();
  const pro = { ...tiers.pro, overage: {}, versions: [{ id: '2025', allowances: { ...tiers.pro.allowances, tokens: 5_000_000 } }] };
  const team = { ...tiers.team, overage: {}, allowances: { ...tiers.team.allowances, tokens: 2_000_000 } };
  await using world = await openChatWorld({ catalog: defineCatalog({ ...sold, tiers: { ...tiers, pro, team } }) });
  await world.buy(EARLIER_PRO);
  const spend = (units: number) => world.billing.usage.spend({ customerId: 'acme', meter: 'tokens', units });
  await spend(5_000_000);
  await expect(spend(1)).rejects.toMatchObject({ details: { limit: { remaining: 0, offer: null } } });
});

it('several limits of one tier turn each at its own time', async () => {
  await using world = await openChatWorld();
  const spend = () => world.billing.usage.spend({ customerId: 'acme', meter: 'messages' });
  const left = async () => (await world.state()).meters['messages']?.remaining;
  const { emulator } = world;
  // To the middle of a month, so that the next day is one of the same month.
  const at = emulator.clock.now();
  await emulator.clock.advance(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 10, 12) - at.getTime());
  for (const rest of [2, 1, 0]) {
    await spend();
    expect(await left()).toBe(rest);
  }
  await expect(spend()).rejects.toMatchObject({
    code: 'limit_reached',
    details: { limit: { resetsAt: expect.stringContaining('-11T00:00') } },
  });
  await emulator.clock.advance(DAY_MS);
  expect(await left()).toBe(2);
  await Promise.all([spend(), spend()]);
  await expect(spend()).rejects.toMatchObject({
    code: 'limit_reached',
    details: { limit: { resetsAt: expect.stringContaining('-01T00:00') } },
  });
  await emulator.clock.advance(DAY_MS);
  expect(await left()).toBe(0);
  await emulator.clock.advance(25 * DAY_MS);
  expect(await left()).toBe(3);
});
