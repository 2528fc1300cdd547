import { expect, test } from 'vitest';
import { METER } from '../../fixtures/shop-seed.ts';
import { startEmulator } from '../../fixtures/start-emulator.ts';
import { ConnectionDropped } from './http/connection-dropped.ts';

const use = (id: string) => ({ events: [{ name: 'api_call', external_customer_id: 'acme', external_id: id, metadata: { units: 1 } }] });

test('a server error is answered without applying anything, as often as it was ordered', async () => {
  await using shop = await startEmulator();
  shop.emulator.faults.set({ kind: 'status', status: 500, times: 2 });
  await expect(shop.polar.events.ingest(use('a'))).rejects.toThrow(/500/);
  await expect(shop.polar.events.ingest(use('a'))).rejects.toThrow(/500/);
  expect(await shop.polar.events.ingest(use('a'))).toEqual({ inserted: 1, duplicates: 0 });
});

test('a rate limit says when to come back, and only where it was aimed', async () => {
  await using shop = await startEmulator();
  shop.emulator.faults.set({ kind: 'status', status: 429, retryAfterSeconds: 7, path: '/v1/events', method: 'POST' });
  await expect(shop.polar.events.ingest(use('a'))).rejects.toMatchObject({ statusCode: 429, retryAfter: 7 });
  await shop.polar.products.list({});
  shop.emulator.faults.clear();
  await shop.polar.events.ingest(use('a'));
});

test('an answer can be lost after the work was done', async () => {
  await using shop = await startEmulator();
  shop.emulator.faults.set({ kind: 'drop-after-apply', times: 1 });
  await expect(shop.polar.events.ingest(use('a'))).rejects.toMatchObject({ name: 'PolarNetworkError' });
  expect(await shop.polar.events.ingest(use('a'))).toEqual({ inserted: 0, duplicates: 1 });
  expect(shop.emulator.requests().map((request) => request.status)).toEqual([0, 200]);
});

test('a call that hangs ends by its own deadline, or when the faults are cleared', async () => {
  await using shop = await startEmulator();
  shop.emulator.faults.set({ kind: 'hang' });
  await expect(shop.polar.products.list({}, { timeout: 0.05 })).rejects.toThrow();
  const waiting = shop.emulator.fetch(new Request(`${shop.emulator.url}/v1/products/`));
  shop.emulator.faults.clear();
  await expect(waiting).rejects.toBeInstanceOf(ConnectionDropped);
});

test('a slow call is late and right', async () => {
  await using shop = await startEmulator();
  shop.emulator.faults.set({ kind: 'slow', ms: 60 });
  const start = performance.now();
  expect((await shop.polar.products.list({})).items).toHaveLength(6);
  expect(performance.now() - start).toBeGreaterThanOrEqual(55);
});

test('dice decide when a probability was given', async () => {
  const dice = [0.9, 0.1, 0.9];
  await using shop = await startEmulator({ random: () => dice.shift() ?? 0.9 });
  shop.emulator.faults.set({ kind: 'status', status: 500, probability: 0.5 });
  const outcomes = [];
  for (let call = 0; call < 3; call += 1)
    outcomes.push(
      await shop.polar.products.list({}).then(
        () => 'ok',
        () => 'failed',
      ),
    );
  expect(outcomes).toEqual(['ok', 'failed', 'ok']);
});

test('a stale state stays as it was while everything else moves on', async () => {
  await using shop = await startEmulator();
  const { polar, emulator } = shop;
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  emulator.faults.set({ kind: 'stale-state' });
  await polar.events.ingest(use('a'));
  expect((await polar.customers.getStateExternal('acme')).active_meters).toEqual([]);
  expect(emulator.usage('acme', METER).consumed).toBe(1);
  emulator.faults.clear();
  expect((await polar.customers.getStateExternal('acme')).active_meters).toMatchObject([{ consumed_units: 1 }]);
});

test('faults, clock, refusals and reset are also reached over HTTP', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${emulator.url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  expect(await post('faults', { kind: 'status', status: 503, times: 1 })).toMatchObject({
    status: 200,
    body: { faults: [{ kind: 'status' }] },
  });
  await expect(polar.products.list({})).rejects.toThrow(/503/);
  expect(await post('faults', { kind: 'nonsense' })).toMatchObject({ status: 422 });
  expect(await post('faults', { clear: true })).toMatchObject({ body: { faults: [] } });
  const before = emulator.clock.now().getTime();
  await post('clock', { advanceMs: 3_600_000 });
  expect(emulator.clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  expect(await post('fail-next-payment', { externalCustomerId: 'acme' })).toMatchObject({ status: 200 });
  const state = await (await fetch(`${emulator.url}/_emulator/state`)).json();
  expect(state).toMatchObject({ customers: [{ external_id: 'acme' }], declines: [['acme', 1]] });
  await post('reset', {});
  expect((await polar.customers.list({})).items).toEqual([]);
});
