import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { METER, PRO } from '../../../fixtures/shop-seed.ts';
import { startEmulator } from '../../../fixtures/start-emulator.ts';

async function temporaryFile() {
  const folder = await mkdtemp(join(tmpdir(), 'polar-emulator-'));
  return { path: join(folder, 'world.json'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test('a world survives a restart: customers, balances, moved clock and unfinished webhooks', async () => {
  await using file = await temporaryFile();
  const first = await startEmulator({ dataFile: file.path });
  first.emulator.webhooks.addEndpoint({ url: 'http://app.invalid', signing: 'standard' });
  const checkout = await first.polar.checkouts.create({
    products: [PRO],
    external_customer_id: 'acme',
    customer_email: 'owner@acme.example',
  });
  await first.emulator.pay(checkout.id);
  await first.polar.events.ingest({
    events: [{ name: 'api_call', external_customer_id: 'acme', external_id: 'a', metadata: { units: 30 } }],
  });
  await first.emulator.clock.advance(86_400_000);
  await first.emulator.webhooks.settled();
  first.emulator.faults.set({ kind: 'webhook-pause' });
  await first.polar.customers.updateExternal('acme', { name: 'Acme' });
  await first.emulator.close();

  const bodies: string[] = [];
  const deliver = async (_url: string, { body }: { body: string }) => {
    bodies.push(body);
    return { status: 200 };
  };
  await using second = await startEmulator({ dataFile: file.path, deliver });
  expect(second.emulator.usage('acme', METER)).toEqual({ consumed: 30, credited: 100, balance: 70 });
  expect(second.emulator.clock.now().getTime()).toBeGreaterThan(Date.now() + 86_000_000);
  expect(await second.polar.events.ingest({ events: [{ name: 'api_call', external_customer_id: 'acme', external_id: 'a' }] })).toEqual({
    inserted: 0,
    duplicates: 1,
  });
  await second.emulator.webhooks.settled();
  expect(bodies.map((body) => JSON.parse(body).type)).toContain('customer.updated');
});

test('the file is whole JSON soon after a change, without closing', async () => {
  await using file = await temporaryFile();
  await using shop = await startEmulator({ dataFile: file.path });
  await shop.polar.customers.create({ email: 'owner@acme.example' });
  await expect
    .poll(async () => JSON.parse(await readFile(file.path, 'utf8')).customers, { interval: 10 })
    .toMatchObject([{ email: 'owner@acme.example' }]);
});

test('a file that is not a dump is refused instead of overwritten', async () => {
  await using file = await temporaryFile();
  await writeFile(file.path, '{"hello":1}');
  await expect(startEmulator({ dataFile: file.path })).rejects.toThrow(/Not a dump/);
  expect(await readFile(file.path, 'utf8')).toBe('{"hello":1}');
});
