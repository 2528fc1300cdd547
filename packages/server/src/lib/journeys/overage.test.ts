import { expect, it } from 'vitest';
import { CHAT_PRODUCTS, chatCatalog, openChatWorld } from './chat-world.ts';

const WHO = { customerId: 'acme', meter: 'tokens' };
const MONTH_MS = 31 * 86_400_000;
const USED = 1_000_000 + 1_234_567;

// The price for 1,000 tokens in minor units, what one token costs at the provider, and what 1,234,567 come to.
it.each([
  ['USD', { unitPrice: 1, unitAmount: '0.001' }, 1235],
  ['JPY', { unitPrice: 3, unitAmount: '0.003' }, 3704],
  ['KWD', { unitPrice: 25, unitAmount: '0.025' }, 30_864],
])('overage in %s is the same money in the ledger and on the invoice', async (currency, { unitPrice, unitAmount }, amount) => {
  await using world = await openChatWorld({ catalog: chatCatalog({ currency, unitPrice }), currency, unitAmount });
  await world.buy(CHAT_PRODUCTS.pro);
  // In parts that are no multiples of 1,000: each rounded by itself would add up to something else.
  for (let left = USED; left > 0; left -= 99_999) await world.billing.usage.record({ ...WHO, units: Math.min(99_999, left) });
  expect((await world.state()).meters['tokens']).toMatchObject({
    overage: 1_234_567,
    overageCost: { amount, currency },
    overagePrice: { per: 1000 },
  });
  await world.billing.tick();
  await world.emulator.clock.advance(MONTH_MS);
  await world.state();
  const { payments } = await world.ask('/payments');
  expect(payments[0]).toMatchObject({ kind: 'subscription', item: 'pro', amount: 2000 + amount, currency });
  expect((await world.state()).meters['tokens']).toMatchObject({ overage: 0, overageCost: { amount: 0, currency } });
});

it('a spend cap stops at the last unit that it pays for, and not one before', async () => {
  await using world = await openChatWorld({ catalog: chatCatalog({ spendCap: 500 }) });
  await world.buy(CHAT_PRODUCTS.pro);
  const { usage } = world.billing;
  await usage.spend({ ...WHO, units: 1_499_990 });
  expect((await world.state()).meters['tokens']).toMatchObject({
    overage: 499_990,
    overageCost: { amount: 500, currency: 'USD' },
    spendCap: { amount: 500, currency: 'USD', units: 500_000, unitsLeft: 10 },
  });
  expect(await usage.check({ ...WHO, units: 10 })).toMatchObject({ allowed: true });
  expect(await usage.check({ ...WHO, units: 11 })).toMatchObject({ allowed: false });
  expect((await usage.explain({ ...WHO, units: 11 })).because.at(-1)).toBe('11 asked for, 0 left, and the spend cap leaves 10 of overage.');
  await expect(usage.spend({ ...WHO, units: 11 })).rejects.toMatchObject({
    code: 'limit_reached',
    details: { limit: { needed: 11, remaining: 10 } },
  });
  await usage.reserve({ ...WHO, units: 10 });
  expect((await world.state()).meters['tokens']?.spendCap).toMatchObject({ unitsLeft: 0 });
  await expect(usage.spend(WHO)).rejects.toMatchObject({ code: 'limit_reached' });
});

it('a tier that is paid by use alone has no end, and shows what it comes to', async () => {
  await using world = await openChatWorld();
  await world.buy(CHAT_PRODUCTS.team);
  await world.billing.usage.spend({ ...WHO, units: 3_000_500 });
  expect((await world.state()).meters['tokens']).toMatchObject({ overageCost: { amount: 3001, currency: 'USD' }, spendCap: null });
});
