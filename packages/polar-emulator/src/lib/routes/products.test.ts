import { expect, test } from 'vitest';
import { METER, PRO } from '../../../fixtures/shop-seed.ts';
import { shaped, startEmulator } from '../../../fixtures/start-emulator.ts';

test('the SDK lists and reads the seeded products under their own ids', async () => {
  await using shop = await startEmulator();
  const page = shaped('ListResourceProduct', await shop.polar.products.list({ limit: 100 }));
  expect(page.pagination).toEqual({ total_count: 6, max_page: 1 });
  const pro = shaped('Product', await shop.polar.products.get(PRO));
  expect(pro.prices).toMatchObject([
    { amount_type: 'fixed', price_amount: 1000 },
    { amount_type: 'metered_unit', unit_amount: '0.5', meter: { name: 'API calls' } },
  ]);
  expect(pro.benefits).toMatchObject([{ type: 'meter_credit', properties: { units: 100 } }]);
});

test('the SDK creates meters, benefits and products, and ties them together', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const filter = { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'tokens' }] } as const;
  const meter = shaped(
    'Meter',
    await polar.meters.create({ name: 'Tokens', filter: { ...filter, clauses: [...filter.clauses] }, aggregation: { func: 'count' } }),
  );
  const benefit = shaped(
    'Benefit',
    await polar.benefits.create({
      type: 'meter_credit',
      description: '10 tokens',
      properties: { meter_id: meter.id, units: 10, rollover: true },
    }),
  );
  const product = shaped(
    'Product',
    await polar.products.create({
      name: 'Tokens plan',
      recurring_interval: 'month',
      prices: [
        { amount_type: 'fixed', price_amount: 900, price_currency: 'usd' },
        { amount_type: 'metered_unit', meter_id: meter.id, unit_amount: 0.25, price_currency: 'usd' },
      ],
    }),
  );
  expect(product.prices[1]).toMatchObject({ unit_amount: '0.25' });
  const tied = shaped('Product', await polar.products.updateBenefits(product.id, { benefits: [benefit.id] }));
  expect(tied.benefits.map((item) => item.id)).toEqual([benefit.id]);
  shaped('Product', await polar.products.update(product.id, { name: 'Renamed plan' }));
  await polar.products.delete(product.id);
  await expect(polar.products.get(product.id)).rejects.toMatchObject({ statusCode: 404, error: { error: 'ResourceNotFound' } });
});

test('the SDK lists meters, benefits and grants', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  shaped('ListResourceMeter', await polar.meters.list({}));
  shaped('Meter', await polar.meters.get(METER));
  shaped('Meter', await polar.meters.update(METER, { name: 'Calls' }));
  const benefits = shaped('ListResourceBenefit', await polar.benefits.list({ limit: 100 }));
  expect(benefits.items).toHaveLength(4);
  const [benefit] = benefits.items;
  shaped('Benefit', await polar.benefits.get(benefit?.id ?? ''));
  shaped('ListResourceBenefitGrant', await polar.benefits.grants(benefit?.id ?? '', {}));
});

test('pages hold what they say: limit, page, order and the iterator agree', async () => {
  await using shop = await startEmulator();
  const { polar } = shop;
  const names: string[] = [];
  for await (const product of polar.products.iterList({ limit: 4, sorting: ['name'] })) names.push(product.name);
  expect(names).toEqual(['Free', 'Pack of 50', 'Pro', 'Pro, yearly', 'Team', 'Tryout']);
  const second = await polar.products.list({ limit: 4, page: 2, sorting: ['-name'] });
  expect(second.items.map((product) => product.name)).toEqual(['Pack of 50', 'Free']);
  expect(second.pagination).toEqual({ total_count: 6, max_page: 2 });
  const recurring = await polar.products.list({ is_recurring: false });
  expect(recurring.items.map((product) => product.name)).toEqual(['Pack of 50']);
});

test('a product with a price on an unknown meter is refused with its place', async () => {
  await using shop = await startEmulator();
  const create = shop.polar.products.create({
    name: 'Broken',
    recurring_interval: 'month',
    prices: [{ amount_type: 'metered_unit', meter_id: PRO, unit_amount: '1', price_currency: 'usd' }],
  });
  await expect(create).rejects.toMatchObject({ statusCode: 422, error: { detail: [{ loc: ['body', 'prices', 0, 'meter_id'] }] } });
});
