import { BillingNotice, BillingNoticeView, type BillingNoticeViewProps } from '@plimsoll/react';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, code, controlsOf, data, toggle, words } from '../controls.ts';
import { exhausted, inDays, jobDescriptions, low, tierName } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/BillingNotice',
  component: BillingNoticeView,
  argTypes: controlsOf<BillingNoticeViewProps>({
    notice: data,
    tierName: code,
    meterName: code,
    providerName: words,
    onManagePayment: callback,
    onResume: callback,
    isBusy: toggle,
  }),
  args: {
    notice: { kind: 'past_due' as const, at: inDays(5) },
    tierName: (tier?: string) => tierName(tier ?? 'pro'),
    meterName: () => jobDescriptions,
    providerName: 'Polar',
    onManagePayment: fn(),
    onResume: fn(),
  },
});

export const PastDue = meta.story();
export const Fallback = meta.story({ args: { notice: { kind: 'fallback' } } });
export const Stale = meta.story({ args: { notice: { kind: 'stale', asOf: new Date().toISOString() } } });
export const Exhausted = meta.story({ args: { notice: { kind: 'exhausted', meter: 'job_descriptions', balance: exhausted } } });
export const Low = meta.story({ args: { notice: { kind: 'low', meter: 'job_descriptions', balance: low } } });
export const TrialEnding = meta.story({ args: { notice: { kind: 'trial_ending', at: inDays(2) } } });
export const Ends = meta.story({ args: { notice: { kind: 'ends', at: inDays(11) } } });
export const Changes = meta.story({ args: { notice: { kind: 'changes', at: inDays(11), tier: 'free' } } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const Narrow = meta.story({ args: { notice: { kind: 'fallback' } }, globals: { width: '320' } });

const connected = () => <BillingNotice />;

export const ConnectedPastDue = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'past-due' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Manage payment' }));
    await expect(await canvas.findByRole('heading', { name: /Billing of Acme/ })).toBeVisible();
  },
});
export const ConnectedDegraded = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'degraded' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Showing what was last known/, undefined, { timeout: 5000 })).toBeVisible();
  },
});
export const ConnectedFallback = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'fallback' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/The limits of the Free plan apply for now/, undefined, { timeout: 5000 })).toBeVisible();
  },
});
export const ConnectedTrialEnding = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'trial-ending' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^Trial until/)).toBeVisible();
  },
});
export const ConnectedCanceling = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'canceling' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep Pro' }));
    await waitFor(() => expect(canvas.queryByText(/^Pro until/)).toBeNull());
  },
});
