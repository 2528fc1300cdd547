import { PricingTable, PricingTableView, type PricingTableViewProps, TierCard } from '@plimsoll/react';
import { expect, fn, screen, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, controlsOf, data, failure, plans, words } from '../controls.ts';
import { findDialog } from '../find-dialog.ts';
import { catalog, earlierPro, freeState, inDays, longMeter, serverAway, stateOf, yearly } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/PricingTable',
  component: PricingTableView,
  argTypes: controlsOf<PricingTableViewProps>({
    catalog: plans,
    tiers: data,
    viewer: data,
    loadError: failure,
    onRetry: callback,
    recommended: choice('free', 'pro', 'enterprise'),
    currency: words,
    interval: choice('month', 'year'),
    busyTier: choice('free', 'pro', 'enterprise'),
    actionError: failure,
    onSelect: callback,
  }),
  args: { catalog, viewer: freeState, recommended: 'pro', onSelect: fn() },
});

export const Free = meta.story({
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Upgrade to Pro' }));
    await expect(args.onSelect).toHaveBeenCalledWith('pro', 'checkout');
  },
});
export const Pro = meta.story({ args: { viewer: stateOf() } });
export const Canceling = meta.story({
  args: { viewer: stateOf({ subscription: { cancelAt: inDays(11), accessUntil: inDays(11) } }) },
});
export const ScheduledDowngrade = meta.story({
  args: { viewer: stateOf({ tier: 'enterprise', subscription: { scheduledTier: 'pro' } }) },
});
export const PastDue = meta.story({ args: { viewer: stateOf({ subscription: { status: 'past_due', accessUntil: inDays(5) } }) } });
export const EarlierPlan = meta.story({ args: { viewer: stateOf({ tierVersion: earlierPro }) } });
export const SignedOut = meta.story({ args: { viewer: 'signed-out' } });
export const AskAnAdministrator = meta.story({ args: { viewer: { ...freeState, canManageBilling: false } } });
export const MonthOrYear = meta.story({
  args: { catalog: yearly },
  play: async ({ args, canvas, userEvent }) => {
    await expect(canvas.queryByText(/Save/)).toBeNull();
    await userEvent.click(await canvas.findByRole('radio', { name: 'Pay yearly' }));
    await expect(canvas.getAllByText('Save 17%')).toHaveLength(2);
    await userEvent.click(canvas.getByRole('button', { name: 'Upgrade to Pro' }));
    await expect(args.onSelect).toHaveBeenCalledWith('pro', 'checkout', 'year');
  },
});
export const PaidByTheYear = meta.story({ args: { catalog: yearly, viewer: stateOf({ subscription: { interval: 'year' } }) } });
export const Loading = meta.story({ args: { catalog: undefined, viewer: 'loading' } });
export const Empty = meta.story({ args: { catalog: { ...catalog, tiers: [] } } });
export const Failed = meta.story({ args: { catalog: undefined, viewer: 'unknown', loadError: serverAway, onRetry: fn() } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const Narrow = meta.story({ globals: { width: '320' } });
export const GermanLongWords = meta.story({
  args: {
    catalog: { ...catalog, meters: catalog.meters.map((meter) => (meter.id === 'job_descriptions' ? { ...meter, ...longMeter } : meter)) },
  },
  globals: { locale: 'de', width: '320' },
});
export const RightToLeft = meta.story({ globals: { direction: 'rtl', locale: 'ar' } });

export const ConnectedFresh = meta.story({
  render: () => <PricingTable recommended="pro" />,
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Upgrade to Pro' }));
    await userEvent.click(await canvas.findByRole('button', { name: 'Pay' }));
    await expect(await canvas.findByText('Pro is active', undefined, { timeout: 5000 })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Continue' }));
    await expect(await canvas.findByRole('button', { name: 'Current plan' })).toBeDisabled();
  },
});
export const ConnectedMonthToYear = meta.story({
  render: () => <PricingTable recommended="pro" interval="month" />,
  parameters: { billing: { scenario: 'healthy', sells: 'yearly' } },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByRole('button', { name: 'Current plan' })).toBeDisabled();
    await userEvent.click(await canvas.findByRole('radio', { name: 'Pay yearly' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Pay yearly' }));
    const dialog = within(await findDialog('Change to Pro (yearly)'));
    await expect(await dialog.findByText('$490 a year')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Change to Pro (yearly)' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await expect(await canvas.findByRole('button', { name: 'Current plan' })).toBeDisabled();
    await expect(canvas.getByText('$490')).toBeVisible();
  },
});
export const ConnectedHealthy = meta.story({
  render: () => <PricingTable recommended="pro" />,
  parameters: { billing: { scenario: 'healthy' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Upgrade to Enterprise' }));
    const dialog = within(await findDialog('Change to Enterprise'));
    await userEvent.click(await dialog.findByRole('button', { name: 'Change to Enterprise' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await expect(await canvas.findByRole('button', { name: 'Downgrade to Pro' })).toBeEnabled();
  },
});
export const ConnectedEarlierPlan = meta.story({
  name: 'Connected: an earlier plan, and what a move gives up',
  render: () => <PricingTable recommended="pro" />,
  parameters: { billing: { scenario: 'earlier-plan' } },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('$29')).toBeVisible();
    await userEvent.click(await canvas.findByRole('button', { name: 'Upgrade to Enterprise' }));
    const dialog = within(await findDialog('Change to Enterprise'));
    await expect(await dialog.findByText('Pro as you bought it ($29 a month): no longer sold')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Change to Enterprise' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await expect(await canvas.findByText('$49')).toBeVisible();
    await expect(canvas.queryByText('As it is sold now')).toBeNull();
  },
});
export const ConnectedCanceling = meta.story({
  render: () => <PricingTable />,
  parameters: { billing: { scenario: 'canceling' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep Pro' }));
    await expect(await canvas.findByRole('button', { name: 'Current plan' })).toBeDisabled();
  },
});
export const ConnectedSignedOut = meta.story({
  render: () => <PricingTable recommended="pro" onSelect={fn()} />,
  parameters: { billing: { scenario: 'fresh', viewer: 'signed-out' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Choose Pro' })).toBeEnabled();
  },
});
export const ConnectedTierCard = meta.story({
  render: () => <TierCard tier="pro" isRecommended />,
  parameters: { billing: { scenario: 'exhausted' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Upgrade to Pro' })).toBeEnabled();
  },
});
