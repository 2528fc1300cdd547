import { describe, expect, it } from 'vitest';
import type { CatalogView, TierView } from '../catalog.ts';
import { type Subscription, SubscriptionStatus } from '../subscription.ts';
import { isLive } from './access.ts';
import { comparePlan, readTierAction, type TierAction } from './plan-change.ts';

const tier = (id: string, more: Partial<TierView> = {}): TierView => ({ id, name: id, prices: [], allowances: {}, ...more });
const catalog: Pick<CatalogView, 'tiers' | 'fallbackTier'> = {
  tiers: [tier('free'), tier('starter'), tier('pro'), tier('business'), tier('enterprise', { contactUrl: 'mailto:sales@acme.example' })],
  fallbackTier: 'free',
};

const END = '2026-12-20T00:00:00.000Z';
const subscribed = (status: SubscriptionStatus, more: Partial<Subscription> = {}): Subscription => ({
  ...{ status, periodStart: null, periodEnd: END, trialEnd: null, cancelAt: null, accessUntil: null, scheduledTier: null },
  ...more,
});
const canceling = { cancelAt: END, accessUntil: END };

const yearly = { interval: 'year' as const };

type Row = readonly [current: string, Subscription, wanted: string, TierAction, interval?: 'month' | 'year'];

const rows: Row[] = [
  ['free', subscribed('none'), 'free', 'current'],
  ['free', subscribed('none'), 'starter', 'checkout'],
  ['free', subscribed('none'), 'enterprise', 'contact'],
  ['free', subscribed('ended'), 'pro', 'checkout'],
  ['free', subscribed('canceled'), 'pro', 'checkout'],
  ['free', subscribed('canceled'), 'free', 'current'],
  ['pro', subscribed('canceled', { accessUntil: END }), 'free', 'current'],
  ['pro', subscribed('active'), 'pro', 'current'],
  ['pro', subscribed('active'), 'business', 'upgrade'],
  ['pro', subscribed('active'), 'starter', 'downgrade'],
  ['pro', subscribed('active'), 'free', 'cancel'],
  ['pro', subscribed('active'), 'enterprise', 'contact'],
  ['pro', subscribed('trialing'), 'business', 'upgrade'],
  ['pro', subscribed('trialing'), 'free', 'cancel'],
  ['pro', subscribed('active', canceling), 'pro', 'resume'],
  ['pro', subscribed('trialing', canceling), 'pro', 'resume'],
  ['pro', subscribed('past_due', canceling), 'pro', 'resume'],
  ['pro', subscribed('active', canceling), 'free', 'scheduled'],
  ['pro', subscribed('active', canceling), 'business', 'upgrade'],
  ['pro', subscribed('active', { scheduledTier: 'starter' }), 'pro', 'resume'],
  ['pro', subscribed('ended', { scheduledTier: 'starter' }), 'pro', 'current'],
  ['pro', subscribed('active', { scheduledTier: 'starter' }), 'starter', 'scheduled'],
  ['pro', subscribed('active', { scheduledTier: 'starter' }), 'business', 'upgrade'],
  ['pro', subscribed('past_due'), 'pro', 'current'],
  ['pro', subscribed('past_due'), 'business', 'unavailable'],
  ['pro', subscribed('past_due'), 'free', 'cancel'],
  ['pro', subscribed('past_due', { scheduledTier: 'starter' }), 'starter', 'scheduled'],
  ['free', subscribed('unpaid'), 'pro', 'unavailable'],
  ['free', subscribed('paused'), 'pro', 'unavailable'],
  ['free', subscribed('unknown'), 'pro', 'unavailable'],
  ['free', subscribed('unknown'), 'enterprise', 'contact'],
  ['free', subscribed('incomplete'), 'pro', 'checkout'],
  ['enterprise', subscribed('active'), 'enterprise', 'current'],
  ['enterprise', subscribed('active'), 'business', 'downgrade'],
  ['pro', subscribed('active'), 'a_tier_that_is_gone', 'unavailable'],
  ['a_tier_that_is_gone', subscribed('active'), 'free', 'cancel'],
  ['pro', subscribed('active', yearly), 'pro', 'current'],
  ['pro', subscribed('active', yearly), 'pro', 'current', 'year'],
  ['pro', subscribed('active', yearly), 'pro', 'switch', 'month'],
  ['pro', subscribed('active'), 'pro', 'current', 'month'],
  ['pro', subscribed('active', yearly), 'business', 'upgrade', 'month'],
  ['pro', subscribed('active', { ...yearly, scheduledTier: 'pro', scheduledInterval: 'month' }), 'pro', 'resume', 'month'],
  ['pro', subscribed('past_due', yearly), 'pro', 'unavailable', 'month'],
  ['free', subscribed('ended', yearly), 'free', 'current', 'month'],
  ['free', subscribed('none'), 'pro', 'checkout', 'year'],
];

describe('the one decision behind a tier card', () => {
  it.each(rows.map((row) => [row]))('%j', ([currentTier, subscription, wanted, action, interval]) => {
    expect(readTierAction(wanted, { catalog, currentTier, subscription, interval })).toBe(action);
  });

  it('has a row for every action', () => {
    const actions: Record<TierAction, true> = {
      ...{ checkout: true, upgrade: true, downgrade: true, cancel: true, resume: true, current: true },
      ...{ scheduled: true, contact: true, unavailable: true, switch: true },
    };
    expect(new Set(rows.map(([, , , action]) => action))).toEqual(new Set(Object.keys(actions)));
  });

  // While the provider's answer is missing there may be a subscription that a checkout now would double.
  it.each(SubscriptionStatus.options)('sells by checkout only where a subscription that is %s is known not to be doubled', (status) => {
    const actions = catalog.tiers.map(({ id }) => readTierAction(id, { catalog, currentTier: 'free', subscription: subscribed(status) }));
    expect(actions.includes('checkout')).toBe(!isLive(status) && status !== 'unknown');
  });
});

it.each([
  ['starter', 'pro', 'upgrade'],
  ['pro', 'starter', 'downgrade'],
  ['free', 'business', 'upgrade'],
  ['business', 'free', 'downgrade'],
] as const)('%s to %s is a(n) %s in the order of the catalog', (from, to, direction) => {
  expect(comparePlan(catalog, from, to)).toBe(direction);
});
