import { describe, expect, it } from 'vitest';
import { type Subscription, SubscriptionStatus } from '../subscription.ts';
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

// As each status is met. A day that ends access lies ahead, and is over in the two forms that say so. Statuses that never give access have a
// day ahead as well: with one that is over, nobody would see a change of that.
const met: Record<string, Pick<Subscription, 'status' | 'cancelAt' | 'accessUntil'>> = {
  incomplete: { status: 'incomplete', cancelAt: null, accessUntil: AFTER },
  trialing: { status: 'trialing', cancelAt: null, accessUntil: null },
  active: { status: 'active', cancelAt: null, accessUntil: null },
  past_due: { status: 'past_due', cancelAt: null, accessUntil: AFTER },
  past_due_late: { status: 'past_due', cancelAt: null, accessUntil: BEFORE },
  unpaid: { status: 'unpaid', cancelAt: null, accessUntil: AFTER },
  paused: { status: 'paused', cancelAt: null, accessUntil: AFTER },
  canceled: { status: 'canceled', cancelAt: AFTER, accessUntil: AFTER },
  canceled_over: { status: 'canceled', cancelAt: BEFORE, accessUntil: BEFORE },
  ended: { status: 'ended', cancelAt: null, accessUntil: AFTER },
  none: { status: 'none', cancelAt: null, accessUntil: AFTER },
  unknown: { status: 'unknown', cancelAt: null, accessUntil: AFTER },
};

// From the row's to the column's. A dash: there is no access before and none after.
const PAIRS = `
from_to       incomplete trialing active past_due past_due_late unpaid paused canceled canceled_over ended none  unknown
incomplete    -          gains    gains  gains    -             -      -      gains    -             -     -     -
trialing      loses      keeps    keeps  keeps    loses         loses  loses  keeps    loses         loses loses loses
active        loses      keeps    keeps  keeps    loses         loses  loses  keeps    loses         loses loses loses
past_due      loses      keeps    keeps  keeps    loses         loses  loses  keeps    loses         loses loses loses
past_due_late -          gains    gains  gains    -             -      -      gains    -             -     -     -
unpaid        -          gains    gains  gains    -             -      -      gains    -             -     -     -
paused        -          gains    gains  gains    -             -      -      gains    -             -     -     -
canceled      loses      keeps    keeps  keeps    loses         loses  loses  keeps    loses         loses loses loses
canceled_over -          gains    gains  gains    -             -      -      gains    -             -     -     -
ended         -          gains    gains  gains    -             -      -      gains    -             -     -     -
none          -          gains    gains  gains    -             -      -      gains    -             -     -     -
unknown       -          gains    gains  gains    -             -      -      gains    -             -     -     -
`;

describe('what a change of status means for access', () => {
  const [[, ...columns] = [], ...lines] = PAIRS.trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  const pairs = lines.flatMap(([from = '', ...meanings]) => meanings.map((meaning, at) => [from, columns[at] ?? '', meaning] as const));

  it('is in the table for every pair of statuses', () => {
    const statuses = new Set(Object.values(met).map(({ status }) => status));
    expect([...statuses].sort()).toEqual([...SubscriptionStatus.options].sort());
    const names = Object.keys(met);
    expect(pairs.map(([from, to]) => [from, to])).toEqual(names.flatMap((from) => names.map((to) => [from, to])));
  });

  it.each(pairs)('from %s to %s: %s', (from, to, meaning) => {
    const [before, after] = [from, to].map((name) => met[name] !== undefined && hasAccess(met[name], NOW));
    const meanings = before ? { true: 'keeps', false: 'loses' } : { true: 'gains', false: '-' };
    expect(meanings[`${after ?? false}`]).toBe(meaning);
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
