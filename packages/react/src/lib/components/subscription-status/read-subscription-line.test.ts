import type { Subscription } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { stateOf } from '../../testing/acme.ts';
import { readSubscriptionLine, type SubscriptionLine } from './read-subscription-line.ts';

const end = '2026-12-20T00:00:00Z';
const soon = '2026-12-01T00:00:00Z';

it.each<[string, Partial<Subscription>, SubscriptionLine | null]>([
  ['an active one renews', {}, { kind: 'renews', at: end }],
  ['an active one without a period says nothing', { periodEnd: null }, null],
  ['a scheduled end comes before the renewal', { cancelAt: end }, { kind: 'ends', at: end }],
  ['a scheduled end comes before a scheduled change', { cancelAt: end, scheduledTier: 'free' }, { kind: 'ends', at: end }],
  ['a scheduled downgrade comes before the renewal', { scheduledTier: 'starter' }, { kind: 'changes', at: end, tier: 'starter' }],
  ['a trial says when it ends', { status: 'trialing', trialEnd: soon }, { kind: 'trial', at: soon }],
  ['a cancelled trial says until when it lasts', { status: 'trialing', trialEnd: soon, cancelAt: soon }, { kind: 'ends', at: soon }],
  ['a failed payment comes before everything', { status: 'past_due', cancelAt: end, accessUntil: soon }, { kind: 'past_due', at: soon }],
  ['a cancelled one lasts until its last instant of access', { status: 'canceled', accessUntil: end }, { kind: 'ends', at: end }],
  ['a cancelled one without access has ended', { status: 'canceled' }, { kind: 'ended' }],
  ['unpaid', { status: 'unpaid' }, { kind: 'unpaid' }],
  ['paused', { status: 'paused' }, { kind: 'paused' }],
  ['incomplete', { status: 'incomplete' }, { kind: 'incomplete' }],
  ['ended', { status: 'ended' }, { kind: 'ended' }],
  ['unknown', { status: 'unknown' }, { kind: 'unknown' }],
  ['none', { status: 'none' }, null],
])('%s', (_, change, expected) => {
  const { subscription } = stateOf({ subscription: { periodEnd: end, ...change } });
  expect(readSubscriptionLine(subscription)).toEqual(expected);
});
