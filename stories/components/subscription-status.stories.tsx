import { SubscriptionStatus, SubscriptionStatusView, type SubscriptionStatusViewProps } from '@plimsoll/react';
import { expect, fn, screen } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, code, controlsOf, data, failure, state } from '../controls.ts';
import { catalog, earlierPro, freeState, inDays, serverAway, stateOf, tierName } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/SubscriptionStatus',
  component: SubscriptionStatusView,
  argTypes: controlsOf<SubscriptionStatusViewProps>({
    state,
    tierName: code,
    catalog: data,
    variant: choice('full', 'compact'),
    loadError: failure,
    onRetry: callback,
    busy: data,
    actionError: failure,
    onCancel: callback,
    onResume: callback,
    onManagePayment: callback,
  }),
  args: { state: stateOf(), tierName, onCancel: fn(), onResume: fn(), onManagePayment: fn() },
});

const canceling = stateOf({ subscription: { cancelAt: inDays(11), accessUntil: inDays(11) } });

export const Active = meta.story();
export const None = meta.story({ args: { state: freeState } });
export const Trial = meta.story({
  args: { state: stateOf({ subscription: { status: 'trialing', trialEnd: inDays(2), periodEnd: inDays(2) } }) },
});
export const PastDue = meta.story({ args: { state: stateOf({ subscription: { status: 'past_due', accessUntil: inDays(5) } }) } });
export const Canceling = meta.story({
  args: { state: canceling },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Keep Pro' }));
    await expect(args.onResume).toHaveBeenCalledOnce();
  },
});
export const ScheduledDowngrade = meta.story({ args: { state: stateOf({ tier: 'enterprise', subscription: { scheduledTier: 'pro' } }) } });
export const Ended = meta.story({ args: { state: stateOf({ tier: 'free', subscription: { status: 'ended', accessUntil: inDays(-3) } }) } });
export const Unknown = meta.story({
  args: { state: { ...freeState, mode: 'fallback', subscription: { ...freeState.subscription, status: 'unknown' } } },
});
export const EarlierPlan = meta.story({ args: { catalog, state: stateOf({ tierVersion: earlierPro }) } });
export const MayNotManage = meta.story({ args: { state: stateOf({ canManageBilling: false }) } });
export const Loading = meta.story({ args: { state: undefined } });
export const Failed = meta.story({ args: { state: undefined, loadError: serverAway, onRetry: fn() } });
export const Compact = meta.story({ args: { variant: 'compact' } });
export const CompactCanceling = meta.story({ args: { variant: 'compact', state: canceling } });
export const Dark = meta.story({ args: { state: canceling }, globals: { theme: 'dark' } });
export const Narrow = meta.story({ args: { state: canceling }, globals: { width: '320' } });
export const GermanLongWords = meta.story({
  args: { tierName: () => 'Unternehmensweiterbildungsgesamtpaket' },
  globals: { locale: 'de', width: '320' },
});

const connected = () => <SubscriptionStatus />;

export const ConnectedHealthy = meta.story({
  name: 'Connected: cancel, then keep',
  render: connected,
  parameters: { billing: { scenario: 'healthy' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel subscription' }));
    await userEvent.type(await screen.findByLabelText(/reason/i), 'The season is over');
    await userEvent.click(screen.getByRole('button', { name: /^Cancel on/ }));
    await expect(await canvas.findByText(/^Pro until/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Keep Pro' }));
    await expect(await canvas.findByText(/^Renews on/)).toBeVisible();
  },
});
export const ConnectedTrialEnding = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'trial-ending' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Trial until/)).toBeVisible();
  },
});
export const ConnectedPastDue = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'past-due' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^The last payment failed/)).toBeVisible();
  },
});
export const ConnectedCanceling = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'canceling' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Pro until/)).toBeVisible();
  },
});
export const ConnectedEarlierPlan = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'earlier-plan' } },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('$29')).toBeVisible();
    await expect(canvas.getByText('80 job descriptions a month')).toBeVisible();
    await userEvent.click(canvas.getByText('As it is sold now'));
    await expect(canvas.getByText('$49')).toBeVisible();
  },
});
export const ConnectedFallback = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'fallback' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Polar could not be asked about the subscription.', undefined, { timeout: 5000 })).toBeVisible();
  },
});
export const ConnectedCompact = meta.story({
  render: () => <SubscriptionStatus variant="compact" />,
  parameters: { billing: { scenario: 'canceling' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Cancels soon')).toBeVisible();
  },
});
