import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { METER, PRO, shopSeed } from '../../fixtures/shop-seed.ts';
import { createPolarEmulator } from './create-polar-emulator.ts';
import { defaultSeed } from './default-seed.ts';

async function createShop() {
  const emulator = createPolarEmulator({ seed: shopSeed, deliver: async () => ({ status: 200 }) });
  const call = (method: string, path: string, body?: unknown) =>
    emulator.fetch(
      new Request(`http://polar.invalid${path}`, {
        method,
        headers: { authorization: `Bearer ${emulator.accessToken}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const checkout = await (await call('POST', '/v1/checkouts/', { products: [PRO], external_customer_id: 'acme' })).json();
  return { emulator, call, checkoutId: String(checkout.id) };
}

test('without a server it is a fetch function, and a dump of it goes on elsewhere', async () => {
  const { emulator, call, checkoutId } = await createShop();
  expect(await emulator.pay(checkoutId)).toMatchObject({ status: 'succeeded' });
  await call('POST', '/v1/events/ingest', { events: [{ name: 'api_call', external_customer_id: 'acme', metadata: { units: 7 } }] });
  const copy = createPolarEmulator({ load: JSON.parse(JSON.stringify(emulator.dump())) });
  expect(copy.usage('acme', METER)).toEqual({ consumed: 7, credited: 100, balance: 93 });
  emulator.reset();
  expect(emulator.usage('acme', METER)).toEqual({ consumed: 0, credited: 0, balance: 0 });
  expect(copy.usage('acme', METER).consumed).toBe(7);
});

test('changes are handed out as one dump, soon', async () => {
  const dumps: unknown[] = [];
  const emulator = createPolarEmulator({ seed: shopSeed, onChange: (dump) => dumps.push(dump) });
  emulator.failNextPayment('acme');
  emulator.failNextPayment('other', 2);
  await expect
    .poll(() => dumps.at(-1), { interval: 5 })
    .toMatchObject({
      declines: [
        ['acme', 1],
        ['other', 2],
      ],
    });
  expect(dumps).toHaveLength(1);
});

test('a seed gives every record its own id, and the same one each time', () => {
  const idsOf = () => JSON.stringify(createPolarEmulator().dump()).match(/"id":"[^"]+"/g) ?? [];
  const ids = idsOf();
  expect(new Set(ids).size).toBe(ids.length);
  expect(idsOf()).toEqual(ids);
  expect(defaultSeed.products.map((product) => product.name)).toEqual(['Free', 'Pro', 'Enterprise', '100 extra jobs']);
});

test('nothing behind the main entry needs Node', () => {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(/from '([^']+)'/g)) {
      expect(specifier, path).toMatch(/^\.\.?\//);
      visit(join(dirname(path), specifier));
    }
  };
  visit(join(import.meta.dirname, '../index.ts'));
  expect(seen.size).toBeGreaterThan(50);
});
