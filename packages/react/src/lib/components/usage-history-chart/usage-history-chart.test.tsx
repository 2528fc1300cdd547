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
const StillBars = ({ bars }: UsageBarsProps) => <p>{bars.length} bars</p>;
const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .map((row) => row.textContent);

describe('UsageHistoryChartView', () => {
  it('has everything that the bars show in a table, named by its title', () => {
    render(<UsageHistoryChartView meter={meter} history={history} bars={StillBars} />);
    expect(screen.getByRole('table', { name: 'Job descriptions: usage over time' })).toBeInTheDocument();
    expect(rows()).toEqual(['TimeJob descriptions', 'Nov 183', 'Nov 190', 'Nov 201,240']);
    expect(screen.getByText('1,243 job descriptions in total')).toBeVisible();
  });

  it('shows the table in place of the bars when asked', async () => {
    render(<UsageHistoryChartView meter={meter} history={history} bars={StillBars} />);
    const toggle = screen.getByRole('button', { name: 'Show as table' });
    expect(toggle).toHaveAttribute('aria-pressed', 'false');
    expect(screen.getByText('3 bars')).toBeVisible();
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    expect(screen.queryByText('3 bars')).toBeNull();
    expect(screen.getByRole('table').parentElement).toHaveClass('ps-table');
  });

  it('names the user of each row when the history is split', () => {
    const buckets = history.buckets.map((bucket) => ({ ...bucket, userId: 'owner@acme.example' }));
    render(<UsageHistoryChartView meter={meter} history={{ ...history, buckets }} bars={StillBars} />);
    expect(rows()[1]).toBe('Nov 18owner@acme.example3');
  });

  it('says so when nothing was used', () => {
    render(<UsageHistoryChartView meter={meter} history={{ ...history, buckets: [] }} bars={StillBars} />);
    expect(screen.getByText('Nothing was used in this time.')).toBeVisible();
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
  it('asks for whole days, so that the answer stays cached, and draws what comes', async () => {
    const server = stubServer({ 'GET /usage': () => history });
    renderBilling(<UsageHistoryChart meter="job_descriptions" days={7} bars={StillBars} />, server);
    expect(await screen.findByText('3 bars')).toBeVisible();
    const from = Date.parse(server.seen.find(({ key }) => key === 'GET /usage')?.url.searchParams.get('from') ?? '');
    expect(from % 86_400_000).toBe(0);
    expect(Math.ceil((Date.now() - from) / 86_400_000)).toBe(7);
  });

  it('fetches the bars when they are needed', async () => {
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 240));
    const { container } = renderBilling(<UsageHistoryChart meter="job_descriptions" />, stubServer({ 'GET /usage': () => history }));
    await vi.waitFor(() => expect(container.querySelector('.recharts-responsive-container')).not.toBeNull(), { timeout: 5_000 });
  });
});

it('draws one bar for each interval, hidden from those who have the table', () => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, 240));
  const { container } = render(<UsageBars bars={history.buckets} interval="day" meter={meter} allowance={2000} />);
  expect(container.querySelectorAll('.ps-chart-bar path')).toHaveLength(2);
  expect(container.firstElementChild).toHaveAttribute('aria-hidden', 'true');
  expect(container.querySelector('[tabindex="0"]')).toBeNull();
  expect(container).toHaveTextContent('Allowance 2,000');
});
