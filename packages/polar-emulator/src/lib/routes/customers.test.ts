import { expect, test } from 'vitest';
import { shaped, startEmulator } from '../../../fixtures/start-emulator.ts';

test('a customer is created, read, changed and deleted by either id', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const created = shaped('Customer', await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme', name: 'Acme' }));
  expect(shaped('Customer', await polar.customers.get(created.id))).toEqual(created);
  expect(shaped('Customer', await polar.customers.getExternal('acme'))).toEqual(created);
  const renamed = shaped('Customer', await polar.customers.updateExternal('acme', { name: 'Acme Inc.' }));
  const billed = shaped('Customer', await polar.customers.update(created.id, { billing_address: { country: 'DE' } }));
  expect(Date.parse(billed.modified_at ?? '')).toBeGreaterThan(Date.parse(renamed.modified_at ?? ''));
  shaped('ListResourceCustomer', await polar.customers.list({ email: 'OWNER@acme.example' }));
  await polar.customers.deleteExternal('acme');
  await expect(polar.customers.getExternal('acme')).rejects.toMatchObject({ statusCode: 404, error: { error: 'ResourceNotFound' } });
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
});

test('e-mail and external id are unique, and say so with their place', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  const sameMail = polar.customers.create({ email: 'Owner@Acme.example', external_id: 'other' });
  await expect(sameMail).rejects.toMatchObject({
    statusCode: 422,
    error: { error: 'PolarRequestValidationError', detail: [{ loc: ['body', 'email'] }] },
  });
  const sameId = polar.customers.create({ email: 'second@acme.example', external_id: 'acme' });
  await expect(sameId).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['body', 'external_id'] }] } });
});

test('an external id is set once and for all', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const { id } = await polar.customers.create({ email: 'owner@acme.example' });
  expect((await polar.customers.update(id, { external_id: 'acme' })).external_id).toBe('acme');
  await expect(polar.customers.update(id, { external_id: 'other' })).rejects.toMatchObject({
    statusCode: 422,
    error: { detail: [{ loc: ['body', 'external_id'], msg: 'Customer external ID cannot be updated.' }] },
  });
});

test('a state without anything is still a whole state', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const { id } = await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  const state = shaped('CustomerState', await polar.customers.getStateExternal('acme'));
  expect(state).toMatchObject({ id, active_subscriptions: [], granted_benefits: [], active_meters: [] });
  expect(shaped('CustomerState', await polar.customers.getState(id))).toEqual(state);
});

test('a customer session links to a portal that opens', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  const session = shaped(
    'CustomerSession',
    await polar.customerSessions.create({ external_customer_id: 'acme', return_url: 'https://app.example/billing' }),
  );
  expect((await fetch(session.customer_portal_url)).status).toBe(200);
  const unknown = polar.customerSessions.create({ external_customer_id: 'nobody' });
  await expect(unknown).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['body', 'external_customer_id'] }] } });
});

test('without the right token everything is 401, with an unknown version everything is 404 without a name', async () => {
  await using shop = await startEmulator();
  const { emulator } = shop;
  const get = (path: string, headers: Record<string, string>) => fetch(emulator.url + path, { headers });
  const authorization = `Bearer ${emulator.accessToken}`;
  expect((await get('/v1/customers/', {})).status).toBe(401);
  expect(await (await get('/v1/customers/', { authorization: 'Bearer wrong' })).json()).toEqual({
    error: 'Unauthorized',
    detail: 'Unauthorized',
  });
  for (const [path, version] of [
    ['/v1/customers/', '2020-01'],
    ['/v1/nothing', '2026-10'],
    ['/v1/customers', '2026-10'],
  ] as const) {
    const answer = await get(path, { authorization, 'polar-version': version });
    expect([answer.status, await answer.json()]).toEqual([404, { detail: 'Not Found' }]);
  }
  expect((await get('/v1/customers/', { authorization })).headers.get('polar-version')).toBe('2026-10');
});

test('an id that is no UUID is malformed, not missing', async () => {
  await using shop = await startEmulator();
  await expect(shop.polar.customers.get('state')).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['path', 'id'] }] } });
  await expect(shop.polar.customers.getExternal('state')).rejects.toMatchObject({ statusCode: 404 });
});
