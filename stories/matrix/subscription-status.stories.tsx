import type { BillingState } from '@plimsoll/contract';
import { SubscriptionStatusView, type SubscriptionStatusViewProps } from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { catalog, earlierPro, freeState, inDays, serverAway, stateOf, tierName } from '../fixtures.ts';
import { abroad, type Cell, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/SubscriptionStatus', parameters: matrixParameters });

const canceling = stateOf({ subscription: { cancelAt: inDays(11), accessUntil: inDays(11) } });
const pastDue = stateOf({ subscription: { status: 'past_due', accessUntil: inDays(5) } });
const states: Record<string, BillingState | undefined> = {
  Active: stateOf(),
  Trial: stateOf({ subscription: { status: 'trialing', trialEnd: inDays(2), periodEnd: inDays(2) } }),
  'Past due': pastDue,
  Unpaid: stateOf({ subscription: { status: 'unpaid' } }),
  Ends: canceling,
  'Scheduled downgrade': stateOf({ tier: 'enterprise', subscription: { scheduledTier: 'pro' } }),
  'Earlier plan kept': stateOf({ tierVersion: earlierPro }),
  'Payment open': stateOf({ tier: 'free', subscription: { status: 'incomplete' } }),
  Paused: stateOf({ subscription: { status: 'paused' } }),
  Ended: stateOf({ tier: 'free', subscription: { status: 'ended', accessUntil: inDays(-3) } }),
  'No subscription': freeState,
  'Stale: last known': stateOf({ mode: 'stale' }),
  'Degraded: nothing known': { ...freeState, mode: 'fallback', subscription: { ...freeState.subscription, status: 'unknown' } },
  'May not manage billing': stateOf({ canManageBilling: false }),
  Loading: undefined,
};
const status = (props: Partial<SubscriptionStatusViewProps>) => (
  <SubscriptionStatusView state={stateOf()} {...{ tierName, catalog }} onCancel={fn()} onResume={fn()} onManagePayment={fn()} {...props} />
);
const statesOf = (variant: 'full' | 'compact'): Cell[] =>
  Object.entries(states).map(([label, state]) => ({ label, content: status({ variant, state }) }));

export const Full = meta.story(
  matrixOf({
    cells: [
      ...statesOf('full'),
      { label: 'Error', content: status({ state: undefined, loadError: serverAway, onRetry: fn() }) },
      { label: 'The press did not work', content: status({ state: canceling, actionError: serverAway }) },
      ...abroad({
        german: status({ state: pastDue, tierName: () => 'Unternehmensweiterbildungsgesamtpaket' }),
        japanese: status({}),
        arabic: status({ state: canceling }),
      }),
    ],
  }),
);
export const Compact = meta.story(
  matrixOf({
    cells: [
      ...statesOf('compact'),
      ...abroad({
        german: status({ variant: 'compact', state: pastDue, tierName: () => 'Unternehmensweiterbildungsgesamtpaket' }),
        arabic: status({ variant: 'compact', state: canceling }),
      }),
    ],
  }),
);
