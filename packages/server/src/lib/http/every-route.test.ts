import { routes } from '@plimsoll/contract/routes';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../identity.ts';
import { member, openWorld, owner, problemOf, routesOf, type Sent } from '../journeys/route-world.ts';

// An operator names the customer; that nobody else does is the next test.
describe.each(routesOf('public', 'customer', 'manager', 'signature'))('%s', (key) => {
  const [identity, stranger] = [owner('acme'), 'globex'];

  it.each<[name: string, smuggled: Omit<Sent, 'identity'>]>([
    ...['customerId', 'customer_id', 'customer', 'externalId', 'userId'].flatMap((name): [string, Omit<Sent, 'identity'>][] => [
      [`query ${name}`, { query: { [name]: stranger } }],
      [`body ${name}`, { body: { [name]: stranger } }],
    ]),
    ['path', { suffix: `/${stranger}` }],
    ['encoded path', { suffix: `%2F${stranger}` }],
    ...['x-customer-id', 'customerid', 'customer-id', 'x-user-id', 'x-original-url'].map((name): [string, Omit<Sent, 'identity'>] => [
      `header ${name}`,
      { headers: { [name]: stranger } },
    ]),
  ])("another customer's id in its %s reaches nothing of that customer", async (_name, smuggled) => {
    const [world, honest] = [await openWorld(), await openWorld()];
    const before = await world.everythingOf(stranger);
    await honest.everythingOf(stranger);
    const callsBefore = world.calls.length;
    const answer = await world.ask(key, { identity, ...smuggled });
    expect(JSON.stringify(world.calls.slice(callsBefore))).not.toContain(stranger);
    expect(await world.everythingOf(stranger)).toEqual(before);
    expect(answer.text).not.toContain(stranger);
    const refused = answer.status >= 400 && answer.status < 500 && problemOf(answer.text)['code'] !== undefined;
    if (!refused) expect(answer).toEqual(await honest.ask(key, { identity }));
  });
});

it.each(routesOf('customer', 'manager'))('%s answers 401 to nobody, and asks the provider nothing', async (key) => {
  const world = await openWorld();
  const callsBefore = world.calls.length;
  const { status, text } = await world.ask(key, { identity: null });
  expect(status).toBe(401);
  expect(problemOf(text)).toMatchObject({ code: 'unauthenticated', status: 401, requestId: 'request-1' });
  expect(world.calls).toHaveLength(callsBefore);
});

it.each(routesOf('manager'))('%s answers 403 to a member, and changes nothing', async (key) => {
  const world = await openWorld();
  const before = await world.everythingOf('acme');
  const callsBefore = world.calls.length;
  const { status, text } = await world.ask(key, { identity: member('acme') });
  expect(status).toBe(403);
  expect(problemOf(text)).toMatchObject({ code: 'forbidden', status: 403, requestId: 'request-1' });
  expect(world.calls).toHaveLength(callsBefore);
  expect(await world.everythingOf('acme')).toEqual(before);
});

it.each(routesOf('public', 'customer', 'manager'))('%s answers an owner, and a member unless it is for managers', async (key) => {
  const world = await openWorld();
  const outsiders = routes[key].access === 'manager' ? [] : [member('acme')];
  for (const identity of [owner('acme'), ...outsiders]) expect((await world.ask(key, { identity })).status).toBe(200);
});

// Whoever pays is not erased.
const CONFLICTS: readonly string[] = ['POST /admin/customer/erase'];
it.each(routesOf('public', 'operator'))('%s answers an operator', async (key) => {
  const world = await openWorld();
  const { status } = await world.ask(key, { identity: { ...owner('acme'), operator: true } });
  expect(status).toBe(CONFLICTS.includes(key) ? 409 : 200);
});

it.each(routesOf('public'))('%s answers anyone', async (key) => {
  const world = await openWorld();
  expect((await world.ask(key, { identity: null })).status).toBe(200);
});

it.each(routesOf('signature'))('%s does not ask who it is, and takes nothing that is not signed', async (key) => {
  const world = await openWorld();
  const { status, text } = await world.ask(key, { identity: owner('acme') });
  expect(status).toBe(401);
  expect(problemOf(text)).toMatchObject({ code: 'invalid_signature' });
});

it("another customer's checkout cannot be synced", async () => {
  const world = await openWorld();
  const before = await world.everythingOf('globex');
  const { status, text } = await world.ask('POST /checkout/sync', { identity: owner('acme'), body: { checkoutId: 'checkout_globex' } });
  expect(status).toBe(404);
  expect(problemOf(text)['detail']).not.toContain('globex');
  expect(await world.everythingOf('globex')).toEqual(before);
});

it('health shows its numbers to operators alone', async () => {
  const world = await openWorld();
  const details = async (identity: Identity | null) => problemOf((await world.ask('GET /health', { identity })).text)['details'];
  expect(await details(null)).toBeUndefined();
  expect(await details(owner('acme'))).toBeUndefined();
  expect(await details({ ...owner('acme'), operator: true })).toMatchObject({ store: { reachable: true } });
});
