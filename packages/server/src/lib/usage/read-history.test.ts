import { defineCatalog, type UsageHistory } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import type { HistoryRow } from '../store.ts';
import { type HistoryRequest, readHistory } from './read-history.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-20T12:30:00Z');
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: { name: 'Free', prices: [], allowances: { tokens: 10 } } },
  fallbackTier: 'free',
});
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const read = (request: Partial<HistoryRequest>, rows: readonly HistoryRow[] = []): Promise<UsageHistory> => {
  const ledger = {
    readHistory: async ({ from, to }: { from: number; to: number }) => rows.filter(({ hour }) => hour >= from && hour < to),
  };
  return readHistory({ catalog, store: { ledger, now: async () => NOW } }, { customerId: 'acme', meter: 'tokens', ...request });
};
const total = ({ buckets }: UsageHistory) => buckets.reduce((sum, { units }) => sum + units, 0);
const row = (hoursAgo: number, units: number, userId: string | null = null): HistoryRow => ({
  hour: Math.floor(NOW / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS,
  units,
  userId,
});

it.each([
  ['a day by hour', { from: ago(DAY_MS), interval: 'hour' }, { interval: 'hour', length: 25 }],
  ['20 days by hour', { from: ago(20 * DAY_MS), interval: 'hour' }, { interval: 'hour', length: 481 }],
  ['31 days by hour', { from: ago(31 * DAY_MS), interval: 'hour' }, { interval: 'day', length: 32 }],
  ['two years by hour', { from: ago(730 * DAY_MS), interval: 'hour' }, { interval: 'month', length: 25 }],
  ['a year by day', { from: ago(365 * DAY_MS), interval: 'day' }, { interval: 'day', length: 366 }],
  ['two years by day', { from: ago(730 * DAY_MS), interval: 'day' }, { interval: 'month', length: 25 }],
  ['ten years by month', { from: ago(3650 * DAY_MS), interval: 'month' }, { interval: 'month', length: 121 }],
  ['nothing said', {}, { interval: 'day', length: 30 }],
] as const)('an answer is bounded: %s', async (_name, request, { interval, length }) => {
  const history = await read(request);
  expect(history.interval).toBe(interval);
  expect(history.buckets).toHaveLength(length);
});

it('a coarser interval adds up everything, the first one whole', async () => {
  const rows = Array.from({ length: 45 * 24 }, (_, hoursAgo) => row(hoursAgo, 1));
  const history = await read({ from: ago(31 * DAY_MS), interval: 'hour' }, rows);
  expect(history.from).toBe('2026-10-20T00:00:00.000Z');
  expect(total(history)).toBe(31 * 24 + 13);
});

it.each(['hour', 'day', 'month'] as const)(
  'split by user, many thousand users come to at most 500 buckets, and none is lost (%s)',
  async (interval) => {
    const rows = Array.from({ length: 6000 }, (_, index) => row(index % (30 * 24), index === 7 ? 9999 : 1, `user ${index % 3000}`));
    const history = await read({ interval, by: 'user' }, rows);
    expect(history.buckets.length).toBeLessThanOrEqual(500);
    const kept = (await read({ interval: history.interval }, rows)).buckets;
    expect(total(history)).toBe(kept.reduce((sum, { units }) => sum + units, 0));
    expect(history.buckets.filter(({ userId }) => userId === undefined).length).toBeGreaterThan(0);
    expect(history.buckets.find(({ units }) => units >= 9999)?.userId).toBe('user 7');
  },
);

it('users who all fit keep their names, the largest first, and nobody stands for the rest', async () => {
  const history = await read({ by: 'user', from: ago(DAY_MS) }, [row(1, 2, 'small'), row(1, 5, 'large'), row(1, 3)]);
  expect(history.buckets.map(({ userId, units }) => [userId, units])).toEqual([
    ['large', 5],
    ['', 3],
    ['small', 2],
  ]);
});

it.each([
  ['ends before it begins', { from: ago(0), to: ago(DAY_MS) }],
  ['is longer than ten years', { from: ago(4000 * DAY_MS), interval: 'month' }],
] as const)('refuses a span that %s', async (_name, request) => {
  await expect(read(request)).rejects.toMatchObject({ code: 'invalid_request' });
});
