import { UsageHistoryChart, UsageHistoryChartView, type UsageHistoryChartViewProps } from '@plimsoll/react';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, code, controlsOf, count, data, failure, meter, toggle } from '../controls.ts';
import { historyOf, jobDescriptions, longMeter, serverAway } from '../fixtures.ts';

const busy = historyOf((day) => [5, 7, 4, 6, 3, 1, 0][day % 7] ?? 0);

const people = ['owner@acme.example', 'recruiter@acme.example', 'hr@acme.example', 'intern@acme.example', 'assistant@acme.example'];
const split = {
  ...busy,
  buckets: busy.buckets.flatMap(({ start, units }, day) =>
    people.map((userId, person) => ({ start, userId, units: units === 0 ? 0 : ((day * 7 + person * 3) % 5) * (5 - person) })),
  ),
};
const long = {
  ...busy,
  interval: 'hour' as const,
  buckets: Array.from({ length: 10_000 }, (_, hour) => ({
    start: new Date(Date.UTC(2025, 0, 1, hour)).toISOString(),
    units: Math.round(50 + 40 * Math.sin(hour / 400) + ((hour * 7919) % 13)),
  })),
};
// The chunk of the chart comes first.
const PATIENT = { timeout: 10_000 };
const middle = ({ left, width }: DOMRect) => left + width / 2;
const requireBox = (part: Element | null | undefined) => {
  if (!part) throw new Error('It is not drawn.');
  return part.getBoundingClientRect();
};

const meta = preview.meta({
  title: 'Components/UsageHistoryChart',
  component: UsageHistoryChartView,
  argTypes: controlsOf<UsageHistoryChartViewProps>({
    meter,
    history: data,
    allowance: count,
    shape: choice('bar', 'area'),
    window: choice('24h', '7d', '30d', '12m'),
    windows: data,
    onWindowChange: callback,
    isBusy: toggle,
    userName: code,
    error: failure,
    onRetry: callback,
    bars: code,
  }),
  args: { meter: jobDescriptions, history: busy },
});

export const Month = meta.story({
  play: async ({ canvas, userEvent }) => {
    const toggle = await canvas.findByRole('button', { name: 'Show as table' }, PATIENT);
    await userEvent.click(toggle);
    await expect(canvas.getByRole('columnheader', { name: 'Time' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
    await userEvent.click(toggle);
  },
});
export const WithAllowance = meta.story({ args: { allowance: 6 } });
export const Area = meta.story({ args: { shape: 'area', allowance: 6 } });
export const AsTable = meta.story({
  args: { history: split },
  play: async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: 'Show as table' }, PATIENT)),
});
export const ByUser = meta.story({ args: { history: split } });
export const ByUserArea = meta.story({ args: { history: split, shape: 'area' } });
export const ByUserDark = meta.story({ args: { history: split }, globals: { theme: 'dark' } });
export const ByUserNarrow = meta.story({ args: { history: split }, globals: { width: '320' } });
export const Switching = meta.story({ args: { window: '30d', windows: ['24h', '7d', '30d', '12m'], onWindowChange: fn(), isBusy: true } });
export const TenThousandPoints = meta.story({ args: { history: long } });
export const TenThousandPointsArea = meta.story({ args: { history: long, shape: 'area', allowance: 90 } });
export const Keyboard = meta.story({
  play: async ({ canvas, userEvent }) => {
    const cursor = await canvas.findByRole('slider', { name: 'Place in time' }, PATIENT);
    await waitFor(() => expect(cursor.querySelector('.ps-chart-part path')).not.toBeNull());
    cursor.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    await expect(cursor).toHaveAttribute('aria-valuenow', '26');
    // The band stands on the bar: nothing of it was measured. Days without use have no bar.
    const drawn = busy.buckets.slice(0, 27).filter(({ units }) => units > 0).length;
    const band = await waitFor(() => requireBox(cursor.querySelector('.ps-chart-band')));
    const bar = requireBox([...cursor.querySelectorAll('.ps-chart-part path')][drawn - 1]);
    await expect(Math.abs(middle(band) - middle(bar))).toBeLessThan(1.5);
  },
});
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
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('20 job descriptions in total')).toBeVisible();
    await userEvent.click(canvas.getByRole('radio', { name: '12 months' }));
    await waitFor(() => expect(canvas.getAllByRole('row')).toHaveLength(13));
    await expect(canvas.getByText('20 job descriptions in total')).toBeVisible();
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
