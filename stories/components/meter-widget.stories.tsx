import { MeterWidget, MeterWidgetView, type MeterWidgetViewProps } from '@plimsoll/react';
import { Flex } from '@radix-ui/themes';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { balance, callback, choice, controlsOf, failure, meter } from '../controls.ts';
import {
  atCap,
  balanceOf,
  byUse,
  exhausted,
  jobDescriptions,
  longMeter,
  low,
  nearCap,
  overage,
  serverAway,
  unlimited,
} from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/MeterWidget',
  component: MeterWidgetView,
  argTypes: controlsOf<MeterWidgetViewProps>({
    meter,
    balance,
    variant: choice('bar', 'ring', 'compact'),
    error: failure,
    onRetry: callback,
  }),
  args: { meter: jobDescriptions, balance: balanceOf() },
});

export const Ok = meta.story({
  play: async ({ canvas }) => {
    const meter = canvas.getByRole('meter', { name: 'Job descriptions' });
    await expect(meter).toHaveAttribute('aria-valuenow', '20');
    await expect(meter).toHaveAttribute('aria-valuemax', '50');
  },
});
export const Low = meta.story({ args: { balance: low } });
export const Exhausted = meta.story({ args: { balance: exhausted } });
export const Unlimited = meta.story({ args: { balance: unlimited } });
export const Overage = meta.story({ args: { balance: overage } });
export const OverageWithCap = meta.story({ args: { balance: nearCap } });
export const SpendCapReached = meta.story({
  args: { balance: atCap },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Spend limit of $20 reached')).toBeVisible();
  },
});
export const PaidByUse = meta.story({ args: { balance: byUse } });
export const InProgress = meta.story({ args: { balance: balanceOf({ reserved: 3, remaining: 27 }) } });
export const Empty = meta.story({ args: { balance: balanceOf({ used: 0, remaining: 50 }) } });
export const NotIncluded = meta.story({ args: { balance: null } });
export const Loading = meta.story({ args: { balance: undefined } });
export const Failed = meta.story({
  args: { balance: undefined, error: serverAway, onRetry: fn() },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
});
export const Ring = meta.story({ args: { variant: 'ring', balance: low } });
export const Compact = meta.story({ args: { variant: 'compact', balance: low } });
export const RingUnlimited = meta.story({ args: { variant: 'ring', balance: unlimited } });
export const CompactLarge = meta.story({
  args: { variant: 'compact', balance: balanceOf({ granted: 1_250_000, used: 412_345, remaining: 837_655 }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('412.3K of 1.3M')).toBeVisible();
  },
});
export const Prepaid = meta.story({ args: { balance: balanceOf({ granted: 0, used: 8, credits: 12, remaining: 12 }) } });
export const AbsurdBalance = meta.story({
  args: { balance: balanceOf({ used: Number.NaN, remaining: -3, reserved: -1, overage: -7, resetsAt: 'soon' }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('meter')).toHaveAttribute('aria-valuenow', '0');
    await expect(canvasElement.textContent).not.toMatch(/-\d|NaN|Invalid/);
  },
});
export const Dark = meta.story({ args: { balance: low }, globals: { theme: 'dark' } });
export const Narrow = meta.story({ args: { balance: overage }, globals: { width: '320' } });
export const GermanLongWords = meta.story({
  args: { meter: longMeter, balance: balanceOf({ granted: 12_500, used: 10_240, remaining: 2260, level: 'low' }) },
  globals: { locale: 'de', width: '320' },
});
export const Japanese = meta.story({
  args: { balance: balanceOf({ granted: 12_500, used: 4200, remaining: 8300 }) },
  globals: { locale: 'ja' },
});
export const RightToLeft = meta.story({ args: { balance: overage }, globals: { direction: 'rtl', locale: 'ar' } });

const connected = () => (
  <Flex direction="column" gap="5">
    <MeterWidget meter="job_descriptions" />
    <MeterWidget meter="candidate_screenings" variant="compact" />
  </Flex>
);

export const ConnectedHealthy = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'healthy' } },
  play: async ({ canvas, loaded }) => {
    const meter = await canvas.findByRole('meter', { name: 'Job descriptions' });
    await expect(meter).toHaveAttribute('aria-valuenow', '20');
    await loaded['backend'].spend('job_descriptions', 5);
    // The tab is told: nobody reloads.
    await waitFor(() => expect(meter).toHaveAttribute('aria-valuenow', '25'), { timeout: 5000 });
  },
});
export const ConnectedUnlimited = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'unlimited' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByText('240 used')).toHaveLength(2);
    await expect(canvas.queryByRole('meter')).toBeNull();
  },
});
export const ConnectedTrial = meta.story({ render: connected, parameters: { billing: { scenario: 'trial-ending' } } });
export const ConnectedPastDue = meta.story({ render: connected, parameters: { billing: { scenario: 'past-due' } } });
export const ConnectedDegraded = meta.story({ render: connected, parameters: { billing: { scenario: 'degraded' } } });
export const ConnectedOffline = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'healthy', fault: 'offline' } },
  play: async ({ canvas, loaded, userEvent }) => {
    const [again] = await canvas.findAllByRole('button', { name: 'Try again' }, { timeout: 8000 });
    await loaded['backend'].faults.clear();
    if (again !== undefined) await userEvent.click(again);
    await expect(await canvas.findByRole('meter', { name: 'Job descriptions' })).toBeVisible();
  },
});
