import { expect, it } from 'vitest';
import { createFormatter } from '../../format/formatter.ts';
import { english } from '../../messages/messages.ts';
import { catalog } from '../../testing/acme.ts';
import { describeTier, pickPrice } from './describe-tier.ts';

const text = { messages: english, format: createFormatter() };
const linesOf = (id: string) => catalog.tiers.filter((tier) => tier.id === id).flatMap((tier) => describeTier(tier, catalog, text));

it('turns allowances, overage and features into lines and leaves out what is not included', () => {
  expect(linesOf('free')).toEqual(['10 job descriptions a month']);
  expect(linesOf('pro')).toEqual(['50 job descriptions a month', '1,000,000 tokens a month, then $0.01 per 1,000 tokens', 'Own API keys']);
  expect(linesOf('enterprise')).toEqual(['Unlimited job descriptions', 'Unlimited tokens']);
});

it('gives each of several limits its own line', () => {
  expect(linesOf('team').slice(0, 2)).toEqual(['20 job descriptions a day', '200 job descriptions a month']);
});

it('counts the allowance of a yearly plan by the year', () => {
  const tier = { id: 'y', name: 'Y', prices: [{ amount: 1, currency: 'USD', interval: 'year' as const }], allowances: { tokens: 500 } };
  expect(describeTier(tier, catalog, text)).toEqual(['500 tokens a year']);
});

it('says what pay per use costs', () => {
  const tier = { id: 'p', name: 'P', prices: [], allowances: { tokens: 0 }, overage: { tokens: { amount: 1, currency: 'USD', per: 1 } } };
  expect(describeTier(tier, catalog, text)).toEqual(['Pay per use: $0.01 per token']);
});

it('picks the price in the wanted currency, else the first', () => {
  const prices = [
    { amount: 10, currency: 'USD', interval: 'month' as const },
    { amount: 9, currency: 'EUR', interval: 'month' as const },
  ];
  expect(pickPrice({ prices }, 'EUR')?.amount).toBe(9);
  expect(pickPrice({ prices }, 'SEK')?.amount).toBe(10);
  expect(pickPrice({ prices: [] }, 'EUR')).toBeNull();
});
