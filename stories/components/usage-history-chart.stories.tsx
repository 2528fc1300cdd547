import { UsageHistoryChart, UsageHistoryChartView } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { historyOf, jobDescriptions, longMeter, serverAway } from '../fixtures.ts';

const busy = historyOf((day) => [5, 7, 4, 6, 3, 1, 0][day % 7] ?? 0);

const meta = preview.meta({
  title: 'Components/UsageHistoryChart',
  component: UsageHistoryChartView,
  args: { meter: jobDescriptions, history: busy },
});

export const Month = meta.story({
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'Time' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
    await userEvent.click(canvas.getByRole('button', { name: 'Show as table' }));
  },
});
export const WithAllowance = meta.story({ args: { allowance: 6 } });
export const Empty = meta.story({ args: { history: historyOf(() => 0) } });
export const Loading = meta.story({ args: { history: undefined } });
export const Failed = meta.story({ args: { history: undefined, error: serverAway, onRetry: fn() } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const Narrow = meta.story({ globals: { width: '320' } });
export const GermanLongWords = meta.story({
  args: { meter: longMeter, history: historyOf((day) => (day % 7) * 1000) },
  globals: { locale: 'de', width: '320' },
});
export const RightToLeft = meta.story({ globals: { direction: 'rtl', locale: 'ar' } });

const connected = () => <UsageHistoryChart meter="job_descriptions" />;

export const ConnectedHealthy = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'healthy' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('20 job descriptions in total')).toBeVisible();
  },
});
export const ConnectedUnlimited = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'unlimited' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('240 job descriptions in total')).toBeVisible();
  },
});
export const ConnectedFresh = meta.story({
  render: connected,
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing was used in this time.')).toBeVisible();
  },
});
