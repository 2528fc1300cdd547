// @vitest-environment jsdom
import { BillingError, type UsageHistory } from '@plimsoll/contract';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { catalog } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { UsageBars, type UsageBarsProps } from './usage-bars.tsx';
import { UsageHistoryChart } from './usage-history-chart.tsx';
import { UsageHistoryChartView } from './usage-history-chart-view.tsx';

const [meter = { name: '', unit: { one: '', other: '' } }] = catalog.meters;
const history: UsageHistory = {
  meter: 'job_descriptions',
  interval: 'day',
  from: '2026-11-18T00:00:00Z',
  to: '2026-11-21T00:00:00Z',
  buckets: [
    { start: '2026-11-18T00:00:00Z', units: 3 },
    { start: '2026-11-19T00:00:00Z', units: 0 },
    { start: '2026-11-20T00:00:00Z', units: 1240 },
  ],
};
const split: UsageHistory = {
  ...history,
  buckets: [
    { start: '2026-11-18T00:00:00Z', units: 3, userId: 'owner@acme.example' },
    { start: '2026-11-20T00:00:00Z', units: 4, userId: '=cmd' },
    { start: '2026-11-20T00:00:00Z', units: 2, userId: '' },
    { start: '2026-11-20T00:00:00Z', units: 1 },
  ],
};
const long: UsageHistory = {
  ...history,
  buckets: Array.from({ length: 10_000 }, (_, hour) => ({ start: new Date(hour * 3_600_000).toISOString(), units: hour % 7 })),
};
const StillBars = ({ bars, shape, allowance }: UsageBarsProps) => (
  <p>
    {bars.length} {shape}s, allowance {allowance ?? 'none'}
  </p>
);
const show = (shown: UsageHistory, props = {}) =>
  render(<UsageHistoryChartView meter={meter} history={shown} bars={StillBars} {...props} />);
const rows = async () =>
  within(await screen.findByRole('table'))
    .getAllByRole('row')
    .map((row) => row.textContent);

describe('UsageHistoryChartView', () => {
  it('has everything that the bars show in a table, named by its title', async () => {
    show(history);
    expect(await rows()).toEqual(['TimeJob descriptions', 'Nov 183', 'Nov 190', 'Nov 201,240']);
    expect(screen.getByRole('table', { name: 'Job descriptions: usage over time' })).toBeInTheDocument();
    expect(screen.getByText('1,243 job descriptions in total')).toBeVisible();
  });

  it('shows the table in place of the bars when asked', async () => {
    show(history);
    const toggle = await screen.findByRole('button', { name: 'Show as table' });
    expect(screen.getByText(/3 bars/)).toBeVisible();
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    expect(screen.queryByText(/3 bars/)).toBeNull();
    expect(screen.getByRole('group')).toHaveAttribute('tabindex', '0');
  });

  it('stacks and lists the users of a split history, by the names that the host has for them', async () => {
    show(split, { userName: (id: string) => (id.startsWith('owner') ? 'The owner' : undefined) });
    expect(await rows()).toEqual(['TimeUserJob descriptions', 'Nov 18The owner3', 'Nov 20=cmd4', 'Nov 20No user2', 'Nov 20Everyone else1']);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '=cmd4',
      'The owner3',
      'No user2',
      'Everyone else1',
    ]);
  });

  it('moves a cursor with the keys and reads out where it stands', async () => {
    show(split);
    const cursor = await screen.findByRole('slider', { name: 'Place in time' });
    await userEvent.tab();
    expect(cursor).toHaveFocus();
    expect(cursor).toHaveAttribute('aria-valuetext', 'Nov 20: 7 job descriptions, =cmd 4, No user 2, Everyone else 1');
    await userEvent.keyboard('{ArrowLeft}');
    expect(cursor).toHaveAttribute('aria-valuetext', 'Nov 19: 0 job descriptions');
    await userEvent.keyboard('{Home}');
    expect(cursor).toHaveAttribute('aria-valuenow', '0');
    expect(screen.getByText('3 job descriptions')).toBeVisible();
    await userEvent.tab();
    expect(screen.queryByText('3 job descriptions')).toBeNull();
  });

  it('never draws more than 120 bars or 400 points, and leaves out an allowance that is not for such a bar', async () => {
    show(long, { allowance: 9 });
    expect(await screen.findByText('120 bars, allowance none')).toBeVisible();
    expect(screen.getByText('29,994 job descriptions in total')).toBeVisible();
    show(long, { allowance: 9, shape: 'area' });
    expect(await screen.findByText('400 areas, allowance 9')).toBeVisible();
  });

  it('saves every bucket as CSV that no spreadsheet runs', async () => {
    let saved: Blob | undefined;
    vi.stubGlobal(
      'URL',
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => {
          saved = blob;
          return 'blob:csv';
        },
        revokeObjectURL: () => {},
      }),
    );
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show(split);
    await userEvent.click(await screen.findByRole('button', { name: 'Download CSV' }));
    expect(click.mock.contexts[0]).toMatchObject({ download: 'job_descriptions-2026-11-18.csv' });
    const lines = (await saved?.text())?.split('\r\n');
    expect(lines?.[0]).toMatch(/Time,User,Job descriptions$/);
    expect(lines).toContain("2026-11-20T00:00:00Z,'=cmd,4");
    expect(lines).toHaveLength(6);
    vi.unstubAllGlobals();
  });

  it('says so when nothing was used', async () => {
    show({ ...history, buckets: [] });
    expect(await screen.findByText('Nothing was used in this time.')).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('keeps its place while loading and offers to try again after an error', async () => {
    render(<UsageHistoryChartView meter={meter} history={undefined} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    const onRetry = vi.fn();
    render(<UsageHistoryChartView meter={meter} history={undefined} error={new BillingError('internal', 'x')} onRetry={onRetry} />);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});

describe('UsageHistoryChart', () => {
  it('asks for whole days, so that the answer stays cached, and for another span when told to', async () => {
    const server = stubServer({ 'GET /usage': () => history });
    renderBilling(<UsageHistoryChart meter="job_descriptions" window="7d" bars={StillBars} />, server);
    expect(await screen.findByText(/3 bars/)).toBeVisible();
    const asked = () => server.seen.filter(({ key }) => key === 'GET /usage').at(-1)?.url.searchParams;
    expect(Date.parse(asked()?.get('from') ?? '') % 86_400_000).toBe(0);
    expect(asked()?.get('interval')).toBe('day');
    await userEvent.click(screen.getByRole('radio', { name: '12 months' }));
    await vi.waitFor(() => expect(asked()?.get('interval')).toBe('month'));
  });

  it('fetches the bars when they are needed', async () => {
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 240));
    const { container } = renderBilling(<UsageHistoryChart meter="job_descriptions" />, stubServer({ 'GET /usage': () => history }));
    await vi.waitFor(() => expect(container.querySelector('.recharts-responsive-container')).not.toBeNull(), { timeout: 5_000 });
  });
});

describe('UsageBars', () => {
  const bars = history.buckets.map(({ start, units }, at) => ({ at, start, end: start, units, parts: [units - 1, 1] }));

  it('draws one bar for each interval, hidden from those who have the table', () => {
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 240));
    const { container } = render(<UsageBars bars={bars} interval="day" meter={meter} allowance={2000} />);
    expect(container.querySelectorAll('.ps-chart-part path')).toHaveLength(2);
    expect(container.firstElementChild).toHaveAttribute('aria-hidden', 'true');
    expect(container.querySelector('[tabindex="0"]')).toBeNull();
    expect(container).toHaveTextContent('Allowance 2,000');
  });

  it('stacks a layer for each series, as bars or as areas', () => {
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 240));
    const series = [
      { userId: 'a', units: 1 },
      { userId: null, units: 3 },
    ];
    const { container } = render(<UsageBars bars={bars} series={series} interval="day" meter={meter} shape="area" />);
    expect(container.querySelectorAll('.recharts-area-area')).toHaveLength(2);
  });
});
