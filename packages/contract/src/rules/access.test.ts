import { describe, expect, it } from 'vitest';
import { SubscriptionStatus } from '../subscription.ts';
import { hasAccess, isLive } from './access.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const BEFORE = '2026-11-20T11:59:59.999Z';
const SAME = '2026-11-20T12:00:00.000Z';
const AFTER = '2026-11-20T12:00:00.001Z';

type Row = readonly [status: SubscriptionStatus, cancelAt: string | null, accessUntil: string | null, access: boolean];

const whileLive = (status: SubscriptionStatus): Row[] => [
  [status, null, null, true],
  [status, AFTER, null, true],
  [status, SAME, null, false],
  [status, BEFORE, null, false],
  [status, null, AFTER, true],
  [status, null, SAME, false],
  [status, null, BEFORE, false],
  [status, AFTER, BEFORE, false],
  [status, BEFORE, AFTER, false],
  [status, AFTER, AFTER, true],
];

// Only a stated end gives access here: without one there is none.
const untilStated = (status: SubscriptionStatus): Row[] => [
  [status, null, null, false],
  [status, null, AFTER, true],
  [status, null, SAME, false],
  [status, null, BEFORE, false],
  [status, AFTER, null, false],
  [status, AFTER, AFTER, true],
  [status, AFTER, BEFORE, false],
];

const never = (status: SubscriptionStatus): Row[] => [
  [status, null, null, false],
  [status, AFTER, AFTER, false],
  [status, BEFORE, BEFORE, false],
];

const rows: Record<SubscriptionStatus, Row[]> = {
  trialing: whileLive('trialing'),
  active: whileLive('active'),
  past_due: untilStated('past_due'),
  canceled: untilStated('canceled'),
  incomplete: never('incomplete'),
  unpaid: never('unpaid'),
  paused: never('paused'),
  ended: never('ended'),
  none: never('none'),
  unknown: never('unknown'),
};

describe('access is a matter of status, end and clock together', () => {
  it('has rows for every status', () => {
    expect(Object.keys(rows).sort()).toEqual([...SubscriptionStatus.options].sort());
  });

  it.each(Object.values(rows).flat())('%s, cancelAt %s, accessUntil %s: %s', (...[status, cancelAt, accessUntil, access]) => {
    expect(hasAccess({ status, cancelAt, accessUntil }, NOW)).toBe(access);
  });
});

it.each<[SubscriptionStatus, boolean]>([
  ['trialing', true],
  ['active', true],
  ['past_due', true],
  ['paused', true],
  ['unpaid', true],
  ['incomplete', false],
  ['canceled', false],
  ['ended', false],
  ['none', false],
  ['unknown', false],
])('a second checkout beside a subscription that is %s would double it: %s', (status, live) => {
  expect(isLive(status)).toBe(live);
});
