// @vitest-environment jsdom
import { BillingError, type MeterBalance } from '@plimsoll/contract';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { balanceOf, catalog, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { MeterWidget } from './meter-widget.tsx';
import { type MeterVariant, MeterWidgetView } from './meter-widget-view.tsx';

const [meter] = catalog.meters;
const show = (change: Partial<MeterBalance>, variant: MeterVariant = 'bar') =>
  render(<MeterWidgetView meter={meter} balance={balanceOf(change)} variant={variant} />);

describe('MeterWidgetView', () => {
  it('says in one sentence what is used and when it resets', () => {
    show({ used: 42, remaining: 8 });
    const gauge = screen.getByRole('meter', { name: 'Job descriptions' });
    expect(gauge).toHaveAttribute('aria-valuetext', '42 of 50 job descriptions used, resets on December 1');
  });

  it('takes width, text and ARIA from one clamped value', () => {
    const { container } = show({ used: 80, remaining: 0, level: 'exhausted' });
    const gauge = screen.getByRole('meter');
    expect(gauge).toHaveAttribute('aria-valuenow', '50');
    expect(gauge).toHaveAttribute('aria-valuemax', '50');
    expect(screen.getByText('50 of 50')).toBeVisible();
    expect(container.querySelector('.ps-gauge-fill')).toHaveStyle({ inlineSize: '100%' });
  });

  it.each(['bar', 'ring', 'compact'] as const)('shows nothing used as 0 and not as an error (%s)', (variant) => {
    show({ used: 0, remaining: 50 }, variant);
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '0');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each(['bar', 'ring', 'compact'] as const)('shows a count and the word, and no full bar, without a limit (%s)', (variant) => {
    show({ granted: 'unlimited', used: 1240, remaining: 'unlimited', level: 'unlimited' }, variant);
    expect(screen.getByText('1,240 used')).toBeVisible();
    expect(screen.getByText('Unlimited')).toBeVisible();
    expect(screen.queryByRole('meter')).toBeNull();
  });

  it.each([
    ['low', 'Running low'],
    ['exhausted', 'Used up'],
  ] as const)('says in words what the colour of %s says', (level, words) => {
    const { container } = show({ level });
    expect(container.querySelector('.ps-meter')).toHaveAttribute('data-level', level);
    expect(screen.getByText(new RegExp(words))).toBeVisible();
  });

  it('goes on past the allowance in a second tone, with the price', () => {
    const overagePrice = { amount: 2, currency: 'USD', per: 1 };
    const { container } = show({ granted: 1000, used: 1250, overage: 250, remaining: 0, level: 'exhausted', overagePrice });
    expect(container.querySelector('.ps-gauge-over')).toHaveStyle({ inlineSize: '20%' });
    expect(container.querySelector('.ps-gauge-fill')).toHaveStyle({ inlineSize: '80%' });
    expect(screen.getByText(/250 over the allowance at \$0.02 per job description/)).toBeVisible();
    expect(screen.queryByText(/Used up/)).toBeNull();
  });

  it('says what the overage comes to so far, and of how much', () => {
    const over = { granted: 1_000_000, used: 2_234_567, overage: 1_234_567, remaining: 0, level: 'exhausted' } as const;
    const price = { overagePrice: { amount: 1, currency: 'USD', per: 1000 }, overageCost: { amount: 1235, currency: 'USD' } };
    const spendCap = { amount: 5000, currency: 'USD', units: 5_000_000, unitsLeft: 3_765_433 };
    show({ ...over, ...price });
    expect(screen.getByText('$12.35 so far')).toBeVisible();
    show({ ...over, ...price, spendCap });
    expect(screen.getByText('$12.35 of $50 so far')).toBeVisible();
    show({ ...over, ...price, overageCost: { amount: 5000, currency: 'USD' }, spendCap: { ...spendCap, unitsLeft: 0 } });
    expect(screen.getByText('Spend limit of $50 reached')).toBeVisible();
  });

  it('shows what is paid by use as money up to its cap', () => {
    const overagePrice = { amount: 1, currency: 'JPY', per: 10 };
    const spendCap = { amount: 9000, currency: 'JPY', units: 90_000, unitsLeft: 77_655 };
    show({
      granted: 0,
      used: 12_345,
      overage: 12_345,
      remaining: 0,
      overagePrice,
      overageCost: { amount: 1235, currency: 'JPY' },
      spendCap,
    });
    const gauge = screen.getByRole('meter', { name: 'Job descriptions' });
    expect(screen.getByText('¥1,235 of ¥9,000')).toBeVisible();
    expect(gauge).toHaveAttribute('aria-valuenow', '1235');
    expect(gauge).toHaveAttribute('aria-valuetext', '¥1,235 of ¥9,000 so far, ¥1 per 10 job descriptions, 12,345 job descriptions used');
  });

  it.each([
    [
      'negative',
      { used: -3, remaining: -8, reserved: -1, credits: -4, overage: -2 },
      '0 of 50 job descriptions used, resets on December 1',
    ],
    [
      'broken',
      { used: Number.NaN, granted: 50, credits: Number.NaN, overage: Number.NaN, resetsAt: 'soon' },
      '0 of 50 job descriptions used',
    ],
    ['absurd', { used: Number.POSITIVE_INFINITY, resetsAt: null }, '50 of 50 job descriptions used'],
  ] as const)('clamps a balance that is %s and never shows a negative count', (_, change, sentence) => {
    const { container } = show(change);
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuetext', sentence);
    expect(container.textContent).not.toMatch(/[-−]\d|NaN|∞|Invalid/);
  });

  it.each(['ring', 'compact'] as const)('shortens large numbers where there is little room, and reads them out in full (%s)', (variant) => {
    show({ granted: 1_250_000, used: 412_345, remaining: 837_655 }, variant);
    expect(screen.getByText('412.3K of 1.3M')).toBeVisible();
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '412345');
    expect(screen.getByRole('meter').getAttribute('aria-valuetext')).toMatch(/^412,345 of 1,250,000 /);
  });

  it('keeps names, numbers and phrases apart for right-to-left pages', () => {
    const { container } = show({ level: 'low' });
    expect([...container.querySelectorAll('bdi')].map(({ textContent }) => textContent)).toEqual([
      'Job descriptions',
      '12 of 50',
      'Running low',
      'resets on December 1',
    ]);
  });

  it('a ring is not full before everything is used', () => {
    show({ granted: 1000, used: 999 }, 'ring');
    expect(screen.getByText('99%')).toBeVisible();
  });

  it('counts prepaid units beside the allowance, and alone where there is none', () => {
    show({ credits: 7 });
    expect(screen.getByText(/plus 7 prepaid/)).toBeVisible();
    show({ granted: 0, used: 3, credits: 12, remaining: 12 });
    expect(screen.getByText('12 left')).toBeVisible();
  });

  it('shows units that are held by work under way', () => {
    show({ reserved: 2 });
    expect(screen.getByText(/2 in progress/)).toBeVisible();
  });

  it('shows every limit of a meter that has several', () => {
    const limit = { window: 'month', granted: 3000, used: 1200, reserved: 0, remaining: 1800, resetsAt: null } as const;
    const first = { ...limit, window: 'day', granted: 100, used: 42, remaining: 58 } as const;
    show({ ...first, limits: [first, limit] });
    expect(screen.getByText(/1,200 of 3,000 this month/)).toBeVisible();
  });

  it('keeps its place while loading', () => {
    render(<MeterWidgetView meter={undefined} balance={undefined} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toHaveAttribute('data-state', 'loading');
  });

  it('offers to try again where nothing could be read', async () => {
    const retry = vi.fn();
    render(<MeterWidgetView meter={meter} balance={undefined} error={new BillingError('store_unavailable', 'down')} onRetry={retry} />);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('keeps the last good balance when a later read fails', () => {
    render(<MeterWidgetView meter={meter} balance={balanceOf()} error={new BillingError('store_unavailable', 'down')} />);
    expect(screen.getByRole('meter')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says that a plan does not have the meter', () => {
    render(<MeterWidgetView meter={meter} balance={null} />);
    expect(screen.getByText('Not included in this plan')).toBeVisible();
  });
});

describe('MeterWidget', () => {
  it('reads its balance from the state and its words from the catalog', async () => {
    renderBilling(<MeterWidget meter="job_descriptions" />);
    expect(await screen.findByRole('meter', { name: 'Job descriptions' })).toHaveAttribute('aria-valuenow', '12');
  });

  it('asks again when told to', async () => {
    let isDown = true;
    const server = stubServer({ 'GET /state': () => (isDown ? new BillingError('forbidden', 'no') : stateOf()) });
    renderBilling(<MeterWidget meter="job_descriptions" />, server);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    isDown = false;
    await userEvent.click(retry);
    expect(await screen.findByRole('meter')).toBeVisible();
  });
});
