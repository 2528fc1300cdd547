import { defineCatalog } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings.ts';
import { openLimits, policyOf } from '../usage/policy.ts';
import { deriveSubscription } from './derive.ts';
import type { Overrides } from './overrides.ts';
import type { Snapshot, SubscriptionRow } from './snapshot.ts';
import { type Standing, turnsAt } from './standing.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const [BEFORE, LATER, MUCH_LATER] = ['2026-11-20T11:59:59Z', '2026-11-20T18:00:00Z', '2026-11-25T00:00:00Z'];
const price = { amount: 1000, currency: 'USD', interval: 'month' } as const;
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: {
    free: {
      name: 'Free',
      prices: [],
      allowances: {
        tokens: [
          { units: 10, window: 'day' },
          { units: 100, window: 'month' },
        ],
      },
    },
    starter: { name: 'Starter', prices: [price], allowances: { tokens: 50 } },
    pro: { name: 'Pro', prices: [price], allowances: { tokens: 500 }, overage: { tokens: { amount: 1, currency: 'USD', per: 1000 } } },
    team: { name: 'Team', prices: [price], allowances: { tokens: 'unlimited' } },
  },
  fallbackTier: 'free',
});
const row = (tier: string, more: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
  ...{
    id: `sub_${tier}`,
    providerCustomerId: 'cus',
    customerId: 'acme',
    tier,
    productId: tier,
    status: 'active',
    windowStart: '2026-11-10T00:00:00Z',
  },
  ...{ periodStart: '2026-11-10T00:00:00Z', periodEnd: '2026-12-10T00:00:00Z', trialEnd: null, cancelAt: null, endedAt: null },
  ...{ scheduledTier: null, modifiedAt: '2026-11-10T00:00:00Z', ...more },
});
const gift = (tier: string, until: string | null = null): Overrides => ({ tier: { tier, until, reason: 'a friend' }, limits: [] });
const raise = (units: number, until: string) => ({ meter: 'tokens', units, until, reason: 'a rush' });

function stand(rows: readonly SubscriptionRow[], overrides: Overrides, now = NOW): Standing {
  const snapshot: Snapshot = { customerId: 'acme', provider: 'stub', providerCustomerId: 'cus', rows, syncedAt: 1, revision: 1, overrides };
  return { ...deriveSubscription(snapshot, { catalog, pastDueGraceMs: 0, now }), customerId: 'acme', mode: 'live', asOf: null, now };
}

describe('a complimentary tier', () => {
  const ended = row('pro', { status: 'ended', endedAt: '2026-11-15T00:00:00Z' });
  it.each<[string, { rows: readonly SubscriptionRow[]; overrides: Overrides; tier: string }]>([
    ['applies to who pays for nothing', { rows: [], overrides: gift('pro'), tier: 'pro' }],
    ['applies to who pays for less', { rows: [row('starter')], overrides: gift('pro'), tier: 'pro' }],
    ['takes nothing from who pays for more', { rows: [row('team')], overrides: gift('pro'), tier: 'team' }],
    ['is nothing beside the same one that is paid', { rows: [row('pro')], overrides: gift('pro'), tier: 'pro' }],
    ['of the fallback is nothing', { rows: [], overrides: gift('free'), tier: 'free' }],
    ['that the catalog does not have is nothing', { rows: [row('starter')], overrides: gift('gold'), tier: 'starter' }],
    ['that is not over applies', { rows: [], overrides: gift('pro', LATER), tier: 'pro' }],
    ['that is over gives nothing', { rows: [], overrides: gift('pro', BEFORE), tier: 'free' }],
    ['that ends now gives nothing', { rows: [], overrides: gift('pro', '2026-11-20T12:00:00Z'), tier: 'free' }],
    ['that is over resurrects nothing that was paid', { rows: [ended], overrides: gift('team', BEFORE), tier: 'free' }],
    ['goes on when what is paid has ended', { rows: [ended], overrides: gift('starter', LATER), tier: 'starter' }],
  ])('%s', (_name, { rows, overrides, tier }) => {
    expect(stand(rows, overrides).tier).toBe(tier);
  });

  it('changes nothing of the subscription, nor of its windows', () => {
    const [without, given] = [stand([row('starter')], gift('free')), stand([row('starter')], gift('pro'))];
    expect([given.subscription, given.period, given.row]).toEqual([without.subscription, without.period, without.row]);
  });

  it('prices no overage, since nobody pays for it', () => {
    const context = { catalog, settings: defaultSettings };
    expect(policyOf(context, stand([row('pro')], gift('free')), 'tokens').overage).not.toBe('block');
    expect(policyOf(context, stand([], gift('pro')), 'tokens').overage).toBe('block');
  });

  it('ends by the clock: what applies turns then', () => {
    expect(turnsAt(stand([row('starter')], gift('pro', LATER)))).toBe(Date.parse(LATER));
    expect(turnsAt(stand([row('starter')], gift('pro')))).toBe(Date.parse('2026-11-21T00:00:00Z'));
  });
});

describe('a raised limit', () => {
  const unitsOf = (standing: Standing) => openLimits({ catalog }, standing, 'tokens').map(({ units }) => units);
  const raised = (...limits: Overrides['limits']): Overrides => ({ tier: null, limits });

  it('adds to each window of the meter while it lasts', () => {
    expect(unitsOf(stand([], raised()))).toEqual([10, 100]);
    expect(unitsOf(stand([], raised(raise(5, LATER))))).toEqual([15, 105]);
    expect(unitsOf(stand([], raised(raise(5, LATER), raise(2, MUCH_LATER))))).toEqual([17, 107]);
    expect(unitsOf(stand([], raised(raise(5, BEFORE))))).toEqual([10, 100]);
    expect(unitsOf(stand([], raised({ ...raise(5, LATER), meter: 'pages' })))).toEqual([10, 100]);
  });

  it('is nothing where there is no limit, and never more than a number of units can be', () => {
    expect(unitsOf(stand([row('team')], raised(raise(5, LATER))))).toEqual([null]);
    expect(unitsOf(stand([], raised(raise(Number.MAX_SAFE_INTEGER, LATER))))).toEqual([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  });

  it('ends by the clock: what applies turns then', () => {
    expect(turnsAt(stand([], raised(raise(5, MUCH_LATER), raise(2, LATER))))).toBe(Date.parse(LATER));
  });
});
