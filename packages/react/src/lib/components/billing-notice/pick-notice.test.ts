import { expect, it } from 'vitest';
import { balanceOf, stateOf } from '../../testing/acme.ts';
import { pickNotice } from './pick-notice.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const later = '2026-12-20T00:00:00Z';
const soon = '2026-11-22T00:00:00Z';
const low = { m: balanceOf({ level: 'low', remaining: 4 }) };
const exhausted = { m: balanceOf({ level: 'exhausted', remaining: 0 }) };
const priced = { m: balanceOf({ level: 'exhausted', remaining: 0, overagePrice: { amount: 1, currency: 'USD', per: 1 } }) };
const pastDue = { status: 'past_due' as const, accessUntil: soon };
const ending = { cancelAt: later };
const trial = { status: 'trialing' as const, trialEnd: soon };

it.each<[string, Parameters<typeof stateOf>[0], string | null]>([
  ['nothing while all is well', {}, null],
  ['a failed payment before a provider that is away', { subscription: pastDue, mode: 'fallback', meters: exhausted }, 'past_due'],
  ['an unpaid subscription as a failed payment', { subscription: { status: 'unpaid' } }, 'past_due'],
  ['that nothing is known before that a limit is reached', { mode: 'fallback', meters: exhausted }, 'fallback'],
  ['a reached limit before that data is old', { mode: 'stale', meters: exhausted }, 'exhausted'],
  ['a limit that comes near before that data is old', { mode: 'stale', meters: low }, 'low'],
  ['a trial that ends before that data is old', { mode: 'stale', subscription: trial }, 'trial_ending'],
  ['that data is old before a scheduled end', { mode: 'stale', subscription: ending }, 'stale'],
  ['a reached limit before one that comes near', { meters: { ...low, n: exhausted.m } }, 'exhausted'],
  ['a limit that only costs extra as one that comes near', { meters: priced }, 'low'],
  ['a limit that comes near before a trial that ends', { meters: low, subscription: trial }, 'low'],
  ['a trial that ends within three days before a scheduled end', { subscription: { ...trial, cancelAt: soon } }, 'trial_ending'],
  ['nothing about a trial that has time', { subscription: { status: 'trialing', trialEnd: later } }, null],
  ['a scheduled end', { subscription: ending }, 'ends'],
  ['a scheduled downgrade', { subscription: { scheduledTier: 'free' } }, 'changes'],
  ['nothing about the schedule of what is over', { subscription: { status: 'ended', ...ending } }, null],
])('picks %s', (_, change, kind) => {
  expect(pickNotice(stateOf(change), now)?.kind ?? null).toBe(kind);
});

it('lets the next in the queue speak when a warning was put away, for that customer, level and window', () => {
  const state = stateOf({ meters: { m: exhausted.m, n: low.m }, subscription: trial });
  const away = new Set<string>();
  const said: string[] = [];
  const next = (heard = state) => pickNotice(heard, now, (key) => away.has(key) || !said.push(key));
  const putAway = () => away.add(said.at(-1) ?? '');
  expect(next()).toMatchObject({ kind: 'exhausted', meter: 'm' });
  putAway();
  expect(next()).toMatchObject({ kind: 'low', meter: 'n' });
  putAway();
  expect(next()).toMatchObject({ kind: 'trial_ending' });
  expect(next({ ...state, customerId: 'another' })).toMatchObject({ kind: 'exhausted', meter: 'm' });
  expect(next({ ...state, meters: { m: { ...exhausted.m, resetsAt: later } } })).toMatchObject({ kind: 'exhausted', meter: 'm' });
  expect(next({ ...state, meters: { n: { ...low.m, level: 'exhausted', remaining: 0 } } })).toMatchObject({
    kind: 'exhausted',
    meter: 'n',
  });
});
