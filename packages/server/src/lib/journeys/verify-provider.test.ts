import type { Catalog, OveragePrice } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { CHAT_PRODUCTS, chatCatalog, openChatWorld } from './chat-world.ts';
import { openWorld } from './local-world.ts';

it('finds products and meters that would misbill, and says so', async () => {
  await using world = await openWorld();
  const problems = await world.billing().verifyProvider();
  expect(problems).toEqual(['No Polar meter counts the events named "job_descriptions".']);
  expect(world.alerts).toContainEqual(expect.objectContaining({ code: 'provider_setup' }));
});

it('finds a meter that counts events instead of units', async () => {
  await using world = await openWorld();
  const { url, accessToken } = world.emulator();
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const filter = { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'job_descriptions' }] };
  const body = JSON.stringify({ name: 'Jobs', filter, aggregation: { func: 'count' } });
  await fetch(`${url}/v1/meters/`, { method: 'POST', headers, body });
  expect(await world.billing().verifyProvider()).toEqual(['The Polar meter "Jobs" is a count; it must sum "billable_units" or "units".']);
});

/** What is found when the catalog has this overage for Pro alone, and Polar these minor units for one token (null: no price). */
async function findOverage(overage: OveragePrice, unitAmount: string | null): Promise<readonly string[]> {
  const { meters, tiers, ...rest } = chatCatalog();
  const { overage: _, ...team } = tiers.team;
  const catalog: Catalog = {
    ...rest,
    meters: { tokens: meters.tokens },
    tiers: { ...tiers, pro: { ...tiers.pro, overage: { tokens: overage } }, team },
  };
  await using world = await openChatWorld({ catalog, unitAmount });
  return await world.billing.verifyProvider();
}

describe('the price of overage', () => {
  const product = CHAT_PRODUCTS.pro;
  const each = { amount: 1, currency: 'USD', per: 1000 };

  it.each<[string, OveragePrice, string | null]>([
    ['0.001', each, '0.001'],
    ['0.001000000000, with the zeros that a database adds', each, '0.001000000000'],
    ['1.00E-3, as small decimals are written by some', each, '1.00E-3'],
    ['.5', { ...each, amount: 1, per: 2 }, '.5'],
    ['7', { ...each, amount: 7, per: 1 }, '7'],
    ['a number that no float has', { ...each, amount: 1234567890123, per: 1e11 }, '12.34567890123'],
    ['nothing, where it is free', { ...each, amount: 0 }, null],
  ])('is the same at the provider as %s', async (...[, overage, unitAmount]) => {
    expect(await findOverage(overage, unitAmount)).toEqual([]);
  });

  it.each<[string, OveragePrice, string | null, string]>([
    [
      'ten times as much',
      ...([each, '0.01'] as const),
      `Overage of "tokens" in tier "pro" costs 1 for each 1000 in the catalog, in minor units of USD, and 0.01 each at Polar: set the price of one to 0.001 in the product ${product}, or change the catalog.`,
    ],
    [
      'more by the last decimal',
      ...([each, '0.001000000001'] as const),
      `Overage of "tokens" in tier "pro" costs 1 for each 1000 in the catalog, in minor units of USD, and 0.001000000001 each at Polar: set the price of one to 0.001 in the product ${product}, or change the catalog.`,
    ],
    [
      'none',
      ...([each, null] as const),
      `Overage of "tokens" in tier "pro" costs 1 for each 1000 in the catalog, in minor units of USD, and nothing at Polar: set the price of one to 0.001 in the product ${product}, or change the catalog.`,
    ],
    [
      'one for what is free',
      ...([{ ...each, amount: 0 }, '0.001'] as const),
      `Overage of "tokens" in tier "pro" costs 0 for each 1000 in the catalog, in minor units of USD, and 0.001 each at Polar: take the price out of the product ${product}, or change the catalog.`,
    ],
    [
      'rounded, since no decimal is exact',
      ...([{ ...each, per: 3 }, '0.333333333333'] as const),
      `Overage of "tokens" in tier "pro" costs 1 for each 3 in the catalog, in minor units of USD, and 0.333333333333 each at Polar: no decimal of 12 places is that, so change the catalog to a price that Polar can charge in the product ${product}.`,
    ],
    [
      'none in another currency',
      ...([{ ...each, also: [{ ...each, currency: 'EUR', amount: 2 }] }, '0.001'] as const),
      `Overage of "tokens" in tier "pro" costs 2 for each 1000 in the catalog, in minor units of EUR, and nothing at Polar: set the price of one to 0.002 in the product ${product}, or change the catalog.`,
    ],
  ])('is not the same at the provider when it has %s, and a sentence says what to do', async (...[, overage, unitAmount, sentence]) => {
    expect(await findOverage(overage, unitAmount)).toEqual([sentence]);
  });
});
