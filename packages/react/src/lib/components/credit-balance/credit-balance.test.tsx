// @vitest-environment jsdom
import { BillingError, type MeterBalance } from '@plimsoll/contract';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { balanceOf, catalog, freeState, stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { CreditBalance } from './credit-balance.tsx';
import { CreditBalanceView, type CreditBalanceViewProps } from './credit-balance-view.tsx';

const [meter] = catalog.meters;
const none = { granted: 0, used: 0, remaining: 0, level: 'exhausted' } as const;
const overagePrice = { amount: 1, currency: 'USD', per: 1000 };
const offer = { kind: 'pack', pack: 'jd_20', name: 'Top-up', units: 20, price: { amount: 1900, currency: 'USD' } } as const;
const show = (change: Partial<MeterBalance> | null, props: Partial<CreditBalanceViewProps> = {}) =>
  render(<CreditBalanceView meter={meter} balance={change && balanceOf(change)} offer={offer} onAccept={vi.fn()} {...props} />);

describe('CreditBalanceView', () => {
  it.each<[string, Partial<MeterBalance> | null, string, string]>([
    ['some left', { ...none, credits: 12, remaining: 12, level: 'ok' }, '12 job descriptions left', 'ok'],
    ['few left', { ...none, credits: 1, remaining: 1, level: 'low' }, '1 job description left', 'low'],
    ['nothing left', none, '0 job descriptions left', 'exhausted'],
    ['a count that is broken', { ...none, remaining: -4 }, '0 job descriptions left', 'exhausted'],
    ['many left', { ...none, remaining: 1_250_000, level: 'ok' }, '1.3M job descriptions left', 'ok'],
    ['no limit', { granted: 'unlimited', remaining: 'unlimited', level: 'unlimited' }, 'Unlimited', 'unlimited'],
    ['paid by use', { ...none, overagePrice }, '$0.01 per 1,000 job descriptions', 'ok'],
    ['no such meter in the plan', null, 'Not included in this plan', 'ok'],
  ])('says in one line: %s', (...[, change, words, tone]) => {
    const { container } = show(change);
    expect(screen.getByText(words)).toBeVisible();
    expect(container.querySelector('.ps-balance')).toHaveAttribute('data-level', tone);
  });

  it('sells more at zero, and not before', async () => {
    const onAccept = vi.fn();
    const { rerender } = show({ ...none, credits: 1, remaining: 1, level: 'low' }, { onAccept });
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<CreditBalanceView meter={meter} balance={balanceOf(none)} offer={offer} onAccept={onAccept} />);
    await userEvent.click(screen.getByRole('button', { name: 'Buy Top-up for $19' }));
    expect(onAccept).toHaveBeenCalledWith(offer);
  });

  it('sells nothing where use goes on at a price, and sells again at the spend cap', () => {
    const spendCap = { amount: 5000, currency: 'USD', units: 5_000_000, unitsLeft: 5 };
    const { rerender } = show({ ...none, overagePrice, spendCap });
    expect(screen.queryByRole('button')).toBeNull();
    const capped = balanceOf({ ...none, overagePrice, spendCap: { ...spendCap, unitsLeft: 0 } });
    rerender(<CreditBalanceView meter={meter} balance={capped} offer={offer} onAccept={vi.fn()} />);
    expect(screen.getByRole('button', { name: 'Buy Top-up for $19' })).toBeVisible();
  });

  it('leads to where more is sold instead, when told how', async () => {
    const onBuy = vi.fn();
    show(none, { onBuy });
    await userEvent.click(screen.getByRole('button', { name: 'Buy more' }));
    expect(onBuy).toHaveBeenCalledOnce();
  });

  it('keeps its place while loading, says so when it cannot be read, and keeps the last good balance', async () => {
    const onRetry = vi.fn();
    const error = new BillingError('store_unavailable', 'down');
    const { rerender } = render(<CreditBalanceView meter={undefined} balance={undefined} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    rerender(<CreditBalanceView meter={meter} balance={undefined} {...{ error, onRetry }} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Balance unavailable');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
    rerender(<CreditBalanceView meter={meter} balance={balanceOf()} {...{ error, onRetry }} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('CreditBalance', () => {
  const empty = { job_descriptions: balanceOf(none) };

  it('starts the checkout of the cheapest thing that gives more', async () => {
    const navigate = vi.fn();
    const server = stubServer({
      'GET /state': () => ({ ...freeState(), meters: empty }),
      'POST /checkout': () => ({ kind: 'redirect', url: '/pay', checkoutId: 'c' }),
    });
    renderBilling(<CreditBalance meter="job_descriptions" />, server, { navigate });
    await userEvent.click(await screen.findByRole('button', { name: 'Buy Top-up for $19' }));
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/pay'));
    expect(server.seen.at(-1)?.body).toMatchObject({ pack: 'jd_20' });
  });

  it('sends those who may not buy to an administrator', async () => {
    renderBilling(
      <CreditBalance meter="job_descriptions" />,
      stubServer({ 'GET /state': () => stateOf({ canManageBilling: false, meters: empty }) }),
    );
    expect(await screen.findByText('Ask an administrator to upgrade the plan.')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
