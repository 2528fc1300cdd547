import { defineCatalog, type SubscriptionStatus } from '@plimsoll/contract';
import { describe, expect, it } from 'vitest';
import { deriveSubscription } from './derive.ts';
import type { Snapshot, SubscriptionRow } from './snapshot.ts';

const DAY = 86_400_000;
const START = '2026-11-10T00:00:00.000Z';
const END = '2026-12-10T00:00:00.000Z';
const NOW = Date.parse('2026-11-20T00:00:00Z');
const PAST = '2026-11-19T00:00:00.000Z';
const AHEAD = '2026-11-21T00:00:00.000Z';

const tier = (name: string) => ({ name, prices: [], allowances: { tokens: 1 } });
const catalog = defineCatalog({
  meters: { tokens: { name: 'Tokens', unit: { one: 'token', other: 'tokens' } } },
  tiers: { free: tier('Free'), starter: tier('Starter'), pro: tier('Pro') },
  fallbackTier: 'free',
});

const rowOf = (row: Partial<SubscriptionRow>): SubscriptionRow => ({
  ...{ id: 'sub_1', providerCustomerId: 'cus_1', customerId: 'acme', tier: 'pro', productId: 'prod_pro', status: 'active' },
  ...{ periodStart: START, periodEnd: END, trialEnd: null, cancelAt: null, endedAt: null, scheduledTier: null },
  ...{ modifiedAt: START, windowStart: START },
  ...row,
});

const snapshotOf = (...rows: Partial<SubscriptionRow>[]): Snapshot => ({
  ...{ customerId: 'acme', provider: 'stub', providerCustomerId: 'cus_1', syncedAt: NOW, revision: 1 },
  rows: rows.map(rowOf),
});

const derive = (snapshot: Snapshot | null, { graceDays = 7, now = NOW } = {}) =>
  deriveSubscription(snapshot, { catalog, pastDueGraceMs: graceDays * DAY, now });

type Row = readonly [SubscriptionStatus, Partial<SubscriptionRow>, tier: string, accessUntil: string | null];

const rows: Row[] = [
  ['active', {}, 'pro', null],
  ['active', { cancelAt: AHEAD }, 'pro', AHEAD],
  ['active', { cancelAt: PAST }, 'free', PAST],
  ['active', { endedAt: PAST }, 'free', PAST],
  // The period is over and nobody has told of a renewal: absence is not evidence.
  ['active', { periodStart: '2026-10-10T00:00:00.000Z', periodEnd: START, windowStart: '2026-10-10T00:00:00.000Z' }, 'pro', null],
  ['trialing', { trialEnd: AHEAD }, 'pro', null],
  ['trialing', { trialEnd: PAST }, 'pro', null],
  ['trialing', { trialEnd: AHEAD, cancelAt: PAST }, 'free', PAST],
  ['canceled', { cancelAt: AHEAD }, 'pro', AHEAD],
  ['canceled', { endedAt: PAST }, 'free', PAST],
  ['canceled', {}, 'free', null],
  ['ended', { endedAt: AHEAD }, 'free', AHEAD],
  ['ended', { endedAt: PAST }, 'free', PAST],
  ['incomplete', {}, 'free', null],
  ['unpaid', {}, 'free', null],
  ['paused', {}, 'free', null],
  ['unknown', {}, 'free', null],
  ['none', {}, 'free', null],
];

describe('one statement', () => {
  it.each(rows)('%s with %j gives tier %s, access until %s', (...[status, row, tier, accessUntil]) => {
    const derived = derive(snapshotOf({ status, ...row }));
    expect(derived.tier).toBe(tier);
    expect(derived.subscription).toMatchObject({ status, accessUntil });
    expect(derived.row?.id).toBe('sub_1');
  });

  it.each<[graceDays: number, daysPastDue: number, tier: string]>([
    [7, 0, 'pro'],
    [7, 6.999, 'pro'],
    [7, 7, 'free'],
    [7, 30, 'free'],
    [0, 0, 'free'],
    [0, 10, 'free'],
    [30, 10, 'pro'],
  ])('past due with %d days of grace, %d days after the renewal failed, is %s', (graceDays, daysPastDue, tier) => {
    const derived = derive(snapshotOf({ status: 'past_due' }), { graceDays, now: Date.parse(START) + daysPastDue * DAY });
    expect(derived.tier).toBe(tier);
    const accessUntil = new Date(Date.parse(START) + graceDays * DAY).toISOString();
    expect(derived.subscription).toMatchObject({ status: 'past_due', accessUntil });
  });

  it('past due without a known period has no stated grace, so no access', () => {
    expect(derive(snapshotOf({ status: 'past_due', periodStart: null }))).toMatchObject({
      tier: 'free',
      subscription: { accessUntil: null },
    });
  });

  it.each([null, 'platinum', 'constructor', '__proto__', 'toString'])(
    'of a product that is mapped to %s grants nothing and is not shown',
    (tier) => {
      expect(derive(snapshotOf({ tier }))).toMatchObject({ tier: 'free', row: null, subscription: { status: 'none' } });
    },
  );

  it('shows a scheduled tier, unless the catalog does not have it', () => {
    expect(derive(snapshotOf({ scheduledTier: 'starter' })).subscription.scheduledTier).toBe('starter');
    expect(derive(snapshotOf({ scheduledTier: 'platinum' })).subscription.scheduledTier).toBeNull();
    expect(derive(snapshotOf({ scheduledTier: undefined })).subscription.scheduledTier).toBeNull();
  });
});

describe('a tier that was scheduled for the end of the period', () => {
  const before = Date.parse(END) - 1;
  const at = Date.parse(END);

  it.each<[what: string, Partial<SubscriptionRow>, now: number, tier: string, scheduledTier: string | null]>([
    ['a smaller one, the moment before', { scheduledTier: 'starter' }, before, 'pro', 'starter'],
    ['a smaller one, at its date', { scheduledTier: 'starter' }, at, 'starter', null],
    ['a smaller one, long after its date', { scheduledTier: 'starter' }, at + 400 * DAY, 'starter', null],
    ['the fallback tier, at its date', { scheduledTier: 'free' }, at, 'free', null],
    ['a smaller one of a trial, at its date', { status: 'trialing', scheduledTier: 'starter' }, at, 'starter', null],
    // Its payment has yet to succeed.
    ['a larger one, at its date', { tier: 'starter', scheduledTier: 'pro' }, at, 'starter', 'pro'],
    ['the same one, at its date', { scheduledTier: 'pro' }, at, 'pro', null],
    ['one that the catalog does not have', { scheduledTier: 'platinum' }, at, 'pro', null],
    ['one that looks like a property of every object', { scheduledTier: 'constructor' }, at, 'pro', null],
    ['a smaller one without a known date', { scheduledTier: 'starter', periodEnd: null }, at + 400 * DAY, 'pro', 'starter'],
    ['a smaller one of what ends with the period', { scheduledTier: 'starter', cancelAt: END }, at, 'free', 'starter'],
    ['a smaller one of what ends later', { scheduledTier: 'starter', cancelAt: new Date(at + DAY).toISOString() }, at, 'pro', 'starter'],
    ['a smaller one of what is over', { status: 'ended', scheduledTier: 'starter', endedAt: END }, at + 400 * DAY, 'free', 'starter'],
    ['a smaller one of what is canceled', { status: 'canceled', scheduledTier: 'starter', endedAt: AHEAD }, at, 'free', 'starter'],
    ['a smaller one of what is paused', { status: 'paused', scheduledTier: 'starter' }, at, 'free', null],
  ])('%s', (...[, row, now, tier, scheduledTier]) => {
    const derived = derive(snapshotOf(row), { now });
    expect([derived.tier, derived.subscription.scheduledTier]).toEqual([tier, scheduledTier]);
  });

  it('shows the rest as the provider said it last, and keeps its statement', () => {
    const subscription = { status: 'active', periodStart: START, periodEnd: END, accessUntil: null };
    const row = { tier: 'pro', scheduledTier: 'starter' };
    expect(derive(snapshotOf({ scheduledTier: 'starter' }), { now: at })).toMatchObject({ row, subscription });
  });

  it('is what counts beside other statements: a larger one that is live still gives more', () => {
    const both = snapshotOf({ id: 'a', tier: 'pro', scheduledTier: 'free' }, { id: 'b', tier: 'starter' });
    expect(derive(both, { now: before })).toMatchObject({ tier: 'pro', row: { id: 'a' } });
    expect(derive(both, { now: at })).toMatchObject({ tier: 'starter', row: { id: 'b' } });
  });

  it('gives way to the renewal, whatever that says', () => {
    const renewed = { periodStart: END, periodEnd: '2027-01-10T00:00:00.000Z', modifiedAt: END };
    for (const tier of ['starter', 'pro']) expect(derive(snapshotOf({ ...renewed, tier }), { now: at }).tier).toBe(tier);
  });
});

describe('the period of an allowance', () => {
  it('begins with the usage window, which a plan change keeps', () => {
    expect(derive(snapshotOf({ windowStart: START, periodStart: PAST })).period).toEqual({ start: START, end: END });
  });

  it('is written in one way, whatever the provider writes', () => {
    const { period } = derive(snapshotOf({ windowStart: '2026-11-10T00:00:00.000000+00:00', periodEnd: '2026-12-10T01:00:00+01:00' }));
    expect(period).toEqual({ start: START, end: END });
  });

  it.each<[name: string, Partial<SubscriptionRow>]>([
    ['nothing grants', { status: 'ended', endedAt: PAST }],
    ['the end is not known', { periodEnd: null }],
    ['the start is not known', { windowStart: null }],
  ])('is the calendar month when %s', (_name, row) => {
    expect(derive(snapshotOf(row)).period).toBeNull();
  });
});

describe('several statements', () => {
  it.each<[name: string, Partial<SubscriptionRow>[], tier: string, shown: string | null]>([
    [
      'the largest tier of two that are live',
      [
        { id: 'a', tier: 'starter' },
        { id: 'b', tier: 'pro' },
      ],
      'pro',
      'b',
    ],
    [
      'the same, heard the other way round',
      [
        { id: 'b', tier: 'pro' },
        { id: 'a', tier: 'starter' },
      ],
      'pro',
      'b',
    ],
    [
      'the newer of two on the same tier',
      [
        { id: 'a', modifiedAt: START },
        { id: 'b', modifiedAt: PAST },
      ],
      'pro',
      'b',
    ],
    [
      'the live one, not a larger one that is over',
      [
        { id: 'a', tier: 'starter' },
        { id: 'b', status: 'ended', endedAt: PAST },
      ],
      'starter',
      'a',
    ],
    [
      'one in its grace, not a smaller live one',
      [
        { id: 'a', tier: 'starter' },
        { id: 'b', status: 'past_due', periodStart: PAST },
      ],
      'pro',
      'b',
    ],
    [
      'a mapped one beside one that is not',
      [
        { id: 'a', tier: 'starter' },
        { id: 'b', tier: null },
      ],
      'starter',
      'a',
    ],
    [
      'the live one when none grants',
      [
        { id: 'a', status: 'ended', endedAt: PAST, modifiedAt: AHEAD },
        { id: 'b', status: 'paused' },
      ],
      'free',
      'b',
    ],
    [
      'the newest end when all are over',
      [
        { id: 'a', status: 'ended', modifiedAt: START },
        { id: 'b', status: 'ended', modifiedAt: PAST },
      ],
      'free',
      'b',
    ],
    ['nothing of no statements', [], 'free', null],
  ])('give %s', (...[, given, tier, shown]) => {
    const derived = derive(snapshotOf(...given));
    expect(derived.tier).toBe(tier);
    expect(derived.row?.id ?? null).toBe(shown);
  });

  it('give the fallback tier and no status for someone never heard of', () => {
    expect(derive(null)).toMatchObject({ tier: 'free', row: null, period: null, subscription: { status: 'none', accessUntil: null } });
  });
});
