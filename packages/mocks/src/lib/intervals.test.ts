import { defineCatalog, type TierPrice } from '@plimsoll/contract';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createMockBackend } from './create-mock-backend.ts';
import type { MockBackend } from './mock-backend.ts';

const server = setupServer();
let backend: MockBackend;

const both = (month: number, year: number): TierPrice[] => [
  { amount: month, currency: 'USD', interval: 'month' },
  { amount: year, currency: 'USD', interval: 'year' },
];
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: { name: 'Free', prices: [], allowances: { tokens: 10 } },
    pro: { name: 'Pro', prices: both(4900, 49_000), allowances: { tokens: [{ units: 100, window: 'month' }] } },
    team: { name: 'Team', prices: both(9900, 99_000), allowances: { tokens: 'unlimited' } },
    basic: { name: 'Basic', prices: [{ amount: 900, currency: 'USD', interval: 'month' }], allowances: { tokens: 20 } },
  },
  fallbackTier: 'free',
});
const purchase = { successUrl: '/success?checkout_id={CHECKOUT_ID}', returnUrl: '/' };

beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }));
afterEach(async () => {
  await backend.dispose();
  server.resetHandlers();
});
afterAll(() => server.close());

async function buy(tier: string, interval?: 'month' | 'year') {
  backend = await createMockBackend({ catalog });
  server.use(...backend.handlers);
  const { call, pay } = backend;
  const { checkoutId } = await call('POST /checkout', { tier, ...(interval && { interval }), ...purchase });
  await pay(checkoutId);
  const { state } = await call('POST /checkout/sync', { checkoutId });
  return { ...backend, state };
}

const monthsOf = ({ periodStart, periodEnd }: { periodStart: string | null; periodEnd: string | null }) =>
  Math.round((Date.parse(periodEnd ?? '') - Date.parse(periodStart ?? '')) / 2_629_746_000);

test.each([
  ['year', 12, 'year'],
  ['month', 1, 'month'],
  [undefined, 1, 'month'],
] as const)('a plan bought by the %s runs for %i month(s), and its state says so', async (interval, months, said) => {
  const { state } = await buy('pro', interval);
  expect(state).toMatchObject({ tier: 'pro', subscription: { interval: said }, meters: { tokens: { granted: 100, window: 'month' } } });
  expect(monthsOf(state.subscription)).toBe(months);
});

test('a plan that is sold in one way is bought without saying how, and refuses another', async () => {
  const { state, call } = await buy('basic');
  expect(state.subscription.interval).toBe('month');
  await expect(call('POST /subscription/change', { tier: 'basic', interval: 'year' })).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(call('POST /checkout', { tier: 'free', interval: 'year', ...purchase })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('from the month to the year costs the year now, without what is left of the month', async () => {
  const { call } = await buy('pro', 'month');
  const preview = await call('POST /subscription/preview', { tier: 'pro', interval: 'year' });
  expect(preview).toMatchObject({
    direction: 'upgrade',
    dueNow: { amount: 49_000 - 4900 },
    recurring: { amount: 49_000, interval: 'year' },
  });
  const { tier, subscription } = await call('POST /subscription/change', { tier: 'pro', interval: 'year' });
  expect({ tier, interval: subscription.interval, months: monthsOf(subscription) }).toEqual({ tier: 'pro', interval: 'year', months: 12 });
});

test('from the year to the month happens when the year is over, and can be taken back before', async () => {
  const { call, advance } = await buy('pro', 'year');
  const preview = await call('POST /subscription/preview', { tier: 'pro', interval: 'month' });
  expect(preview).toMatchObject({ direction: 'downgrade', dueNow: { amount: 0 }, recurring: { amount: 4900, interval: 'month' } });
  const scheduled = (await call('POST /subscription/change', { tier: 'pro', interval: 'month' })).subscription;
  expect(scheduled).toMatchObject({ interval: 'year', scheduledTier: 'pro', scheduledInterval: 'month' });
  const kept = (await call('POST /subscription/resume', {})).subscription;
  expect([kept.scheduledTier, kept.scheduledInterval]).toEqual([null, undefined]);
  await call('POST /subscription/change', { tier: 'pro', interval: 'month' });
  await advance(370 * 86_400_000);
  const after = await call('GET /state', {});
  expect(after).toMatchObject({ tier: 'pro', subscription: { interval: 'month', scheduledTier: null } });
});

test('another tier keeps the interval that is paid, unless another is asked for', async () => {
  const { call } = await buy('pro', 'year');
  expect(await call('POST /subscription/preview', { tier: 'team' })).toMatchObject({ recurring: { amount: 99_000, interval: 'year' } });
  expect(await call('POST /subscription/preview', { tier: 'team', interval: 'month' })).toMatchObject({ recurring: { interval: 'month' } });
  const { subscription } = await call('POST /subscription/change', { tier: 'team' });
  expect(subscription.interval).toBe('year');
});

test('two ways to pay for one tier are two checkouts, and each of them is opened once', async () => {
  backend = await createMockBackend({ catalog });
  server.use(...backend.handlers);
  const open = (interval: 'month' | 'year') => backend.call('POST /checkout', { tier: 'pro', interval, ...purchase });
  const opened = await Promise.all([open('month'), open('year'), open('month'), open('year')]);
  expect(new Set(opened.map(({ checkoutId }) => checkoutId)).size).toBe(2);
});
