import { expect, test } from 'vitest';
import { METER, PRO } from '../../../fixtures/shop-seed.ts';
import { shaped, startEmulator } from '../../../fixtures/start-emulator.ts';

const call = (externalId: string, units: number, customer = 'acme') => ({
  name: 'api_call',
  external_customer_id: customer,
  external_id: externalId,
  metadata: { units },
});

test('an event is counted once by its id, across calls and inside one', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  const first = shaped('EventsIngestResponse', await polar.events.ingest({ events: [call('a', 2), call('b', 3), call('a', 2)] }));
  expect(first).toEqual({ inserted: 2, duplicates: 1 });
  expect(await polar.events.ingest({ events: [call('b', 99), call('c', 1)] })).toEqual({ inserted: 1, duplicates: 1 });
  expect(emulator.events().map((event) => event.externalId)).toEqual(['a', 'b', 'c']);
  expect(emulator.usage('acme', METER)).toEqual({ consumed: 6, credited: 0, balance: -6 });
});

test('one bad event refuses the whole batch and names its place', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  const late = { ...call('b', 1), timestamp: new Date(Date.now() + 60_000).toISOString() };
  await expect(polar.events.ingest({ events: [call('a', 1), late] })).rejects.toMatchObject({
    statusCode: 422,
    error: { detail: [{ loc: ['body', 'events', 1, 'timestamp'] }] },
  });
  const unknown = { name: 'api_call', customer_id: '00000000-0000-4000-8000-000000000000' };
  await expect(polar.events.ingest({ events: [call('a', 1), unknown] })).rejects.toMatchObject({ statusCode: 422 });
  expect(emulator.events()).toEqual([]);
});

test('usage of a customer that does not exist yet is kept and becomes theirs', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  await polar.events.ingest({ events: [call('a', 4)] });
  expect((await polar.customerMeters.list({ external_customer_id: 'acme' })).items).toEqual([]);
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  expect(emulator.usage('acme', METER).consumed).toBe(4);
});

test('meters of a customer are listed and read in full', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  await polar.events.ingest({ events: [call('a', 4)] });
  const page = shaped('ListResourceCustomerMeter', await polar.customerMeters.list({ external_customer_id: 'acme', meter_id: METER }));
  expect(page.items).toMatchObject([{ consumed_units: 4, credited_units: 0, balance: -4 }]);
  shaped('CustomerMeter', await polar.customerMeters.get(page.items[0]?.id ?? ''));
  const state = shaped('CustomerState', await polar.customers.getStateExternal('acme'));
  expect(state.active_meters).toMatchObject([{ meter_id: METER, balance: -4 }]);
  expect(state.first_user_event_at).not.toBeNull();
});

test('balances lag behind events by as much as was set, bills do not, and moving the clock catches up', async () => {
  await using shop = await startEmulator({ meterLagMs: 60_000 });
  const { emulator, polar } = shop;
  const consumed = async () => {
    const { items } = await polar.customerMeters.list({ external_customer_id: 'acme', meter_id: METER });
    const state = await polar.customers.getStateExternal('acme');
    return [items[0]?.consumed_units, state.active_meters.find(({ meter_id }) => meter_id === METER)?.consumed_units];
  };
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  await polar.events.ingest({ events: [call('a', 4)] });
  expect(await consumed()).toEqual([0, 0]);
  expect(emulator.usage('acme', METER).consumed).toBe(4);
  await emulator.clock.advance(60_000);
  expect(await consumed()).toEqual([4, 4]);
  await polar.events.ingest({ events: [call('b', 3)] });
  expect(await consumed()).toEqual([4, 4]);
  emulator.setMeterLag(0);
  expect(await consumed()).toEqual([7, 7]);
});

test('usage can be lost or miscounted on purpose', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  emulator.faults.set({ kind: 'lose-events' });
  expect(await polar.events.ingest({ events: [call('a', 4)] })).toEqual({ inserted: 1, duplicates: 0 });
  expect(emulator.events()).toEqual([]);
  emulator.faults.clear();
  emulator.faults.set({ kind: 'miscount-events' });
  expect(await polar.events.ingest({ events: [call('a', 4), call('b', 3)] })).toEqual({ inserted: 1, duplicates: 0 });
  expect(emulator.events()).toHaveLength(2);
});

test('values that are no numbers are passed over, as Polar does', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  await polar.customers.create({ email: 'owner@acme.example', external_id: 'acme' });
  const text = { ...call('a', 0), metadata: { units: '3' } };
  await polar.events.ingest({ events: [text, { ...call('b', 0.1) }, { ...call('c', 0.2) }] });
  expect(emulator.usage('acme', METER).consumed).toBe(0.3);
});

test('events are listed with what they carried, credits included', async () => {
  await using shop = await startEmulator();
  const { emulator, polar } = shop;
  const checkout = await polar.checkouts.create({ products: [PRO], external_customer_id: 'acme', customer_email: 'owner@acme.example' });
  await emulator.pay(checkout.id);
  await polar.events.ingest({ events: [call('a', 4)] });
  const page = shaped('ListResourceEvent', await polar.events.list({ external_customer_id: ['acme'] }));
  expect(page.items.map((event) => event.name).sort()).toEqual(['api_call', 'meter.credited', 'meter.reset']);
  const own = await polar.events.list({ source: ['user'] });
  shaped('Event', await polar.events.get(own.items[0]?.id ?? ''));
});

test('quantities are counted by day, in a time zone, with whole buckets', async () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  await using shop = await startEmulator({ clock: { now: () => now } });
  const { polar } = shop;
  const at = (timestamp: string, units: number) => ({ ...call(timestamp, units), timestamp });
  await polar.events.ingest({ events: [at('2026-11-01T01:00:00Z', 1), at('2026-11-01T23:30:00Z', 2), at('2026-11-03T10:00:00Z', 4)] });
  const range = { end_timestamp: '2026-11-03T12:00:00Z', interval: 'day' as const, external_customer_id: ['acme'] };
  const utc = shaped('MeterQuantities', await polar.meters.quantities(METER, { ...range, start_timestamp: '2026-11-01T00:00:00Z' }));
  expect(utc.quantities.map((bucket) => bucket.quantity)).toEqual([3, 0, 4]);
  const berlin = await polar.meters.quantities(METER, {
    ...range,
    start_timestamp: '2026-11-01T00:00:00+01:00',
    timezone: 'Europe/Berlin',
  });
  expect(berlin.quantities.map((bucket) => bucket.quantity)).toEqual([1, 2, 4]);
  expect(berlin.total).toBe(7);
  const tooLong = polar.meters.quantities(METER, { ...range, start_timestamp: '2025-01-01T00:00:00Z', interval: 'day' });
  await expect(tooLong).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['query', 'interval'] }] } });
});
