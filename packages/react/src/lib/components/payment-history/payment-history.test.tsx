// @vitest-environment jsdom
import { BillingError, type Payment } from '@plimsoll/contract';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { stateOf } from '../../testing/acme.ts';
import { renderBilling } from '../../testing/render-billing.tsx';
import { stubServer } from '../../testing/stub-server.ts';
import { PaymentHistory } from './payment-history.tsx';
import { PaymentHistoryView } from './payment-history-view.tsx';

const year = new Date().getUTCFullYear();
const paymentOf = (id: string, change: Partial<Payment> = {}): Payment => ({
  id,
  kind: 'subscription',
  item: 'pro',
  description: 'ACME Pro (monthly)',
  amount: 4900,
  currency: 'USD',
  refundedAmount: 0,
  status: 'paid',
  createdAt: `${year}-11-20T14:05:00Z`,
  ...change,
});
const rowOf = (name: string) => within(screen.getByText(name).closest('li') ?? document.body);

describe('PaymentHistoryView', () => {
  it.each<[Payment['status'], Partial<Payment>, readonly string[], boolean]>([
    ['paid', {}, ['Paid', '$49'], true],
    ['pending', {}, ['Pending', '$49'], false],
    ['failed', {}, ['Failed', '$49'], false],
    ['refunded', { refundedAmount: 4900 }, ['Refunded', '$49'], true],
    ['partly_refunded', { refundedAmount: 1250 }, ['Partly refunded', '$49', '$12.50 refunded'], true],
    ['paid', { amount: 500, currency: 'JPY' }, ['Paid', '¥500'], true],
    ['paid', { amount: 1234, currency: 'BHD' }, ['Paid', 'BHD 1.234'], true],
  ])('%s: says what was paid and what became of it, with an invoice where there is one', async (...[status, change, words, hasInvoice]) => {
    render(<PaymentHistoryView payments={[paymentOf('a', { status, ...change })]} onInvoice={vi.fn()} />);
    await screen.findByText('ACME Pro (monthly)');
    const row = rowOf('ACME Pro (monthly)');
    expect(row.getByText('November 20')).toBeVisible();
    for (const word of words) expect(row.getByText(word)).toBeVisible();
    const invoice = row.queryByRole('button', { name: 'Invoice: ACME Pro (monthly), November 20' });
    expect(invoice !== null).toBe(hasInvoice);
  });

  it('keeps its place while loading, says when nothing was paid, and what failed', async () => {
    const onRetry = vi.fn();
    const { rerender } = render(<PaymentHistoryView payments={undefined} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toBeVisible();
    rerender(<PaymentHistoryView payments={[]} />);
    expect(screen.getByText('Nothing has been paid yet.')).toBeVisible();
    rerender(<PaymentHistoryView payments={undefined} loadError={new BillingError('store_unavailable', 'x')} onRetry={onRetry} />);
    expect(screen.getByRole('alert')).toHaveTextContent('The payments could not be loaded.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});

it('a payment that comes by itself moves the focus nowhere', async () => {
  const view = render(<PaymentHistoryView payments={[paymentOf('a')]} hasMore onMore={vi.fn()} />);
  await screen.findByRole('listitem');
  view.rerender(<PaymentHistoryView payments={[paymentOf('b'), paymentOf('a')]} hasMore onMore={vi.fn()} />);
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(document.body).toHaveFocus();
});

it('the button that asks for more keeps the focus while it waits and as long as there is more', async () => {
  const view = render(<PaymentHistoryView payments={[paymentOf('a')]} hasMore onMore={vi.fn()} />);
  const more = await screen.findByRole('button', { name: 'Show more' });
  await userEvent.click(more);
  view.rerender(<PaymentHistoryView payments={[paymentOf('a')]} hasMore isLoadingMore onMore={vi.fn()} />);
  expect(more).toHaveFocus();
  view.rerender(<PaymentHistoryView payments={[paymentOf('a'), paymentOf('b')]} hasMore onMore={vi.fn()} />);
  expect(more).toHaveFocus();
});

describe('PaymentHistory', () => {
  const pages = { '': { payments: [paymentOf('a'), paymentOf('b', { item: 'jd_20' })], next: 'older' } };
  const older = { payments: [paymentOf('c', { item: 'gone', description: 'Something old' })], next: null };
  const serve = (change: Parameters<typeof stateOf>[0] = {}, invoice: () => { url: string } | BillingError = () => ({ url: '/invoice' })) =>
    stubServer({
      'GET /state': () => stateOf(change),
      'GET /payments': ({ cursor }) => (cursor === 'older' ? older : pages['']),
      'POST /payments/invoice': invoice,
    });

  it('names what was bought as the catalog does, and adds older payments when asked', async () => {
    renderBilling(<PaymentHistory />, serve());
    expect(await screen.findByText('Top-up')).toBeVisible();
    expect(screen.getByText('Pro')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('Something old')).toBeVisible();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    expect(screen.getAllByRole('listitem')[2]).toHaveFocus();
  });

  it('asks for the link of an invoice when it is pressed, each time anew', async () => {
    const navigate = vi.fn();
    const server = serve();
    renderBilling(<PaymentHistory />, server, { navigate });
    const button = await screen.findByRole('button', { name: /^Invoice: Pro/ });
    expect(server.count('POST /payments/invoice')).toBe(0);
    await userEvent.click(button);
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/invoice'));
    expect(server.seen.at(-1)?.body).toEqual({ paymentId: 'a' });
    await userEvent.click(button);
    await vi.waitFor(() => expect(server.count('POST /payments/invoice')).toBe(2));
  });

  it('leaves for no other address than a web page', async () => {
    const navigate = vi.fn();
    renderBilling(
      <PaymentHistory />,
      serve({}, () => ({ url: 'javascript:alert(1)' })),
      { navigate },
    );
    await userEvent.click(await screen.findByRole('button', { name: /^Invoice: Pro/ }));
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(navigate).not.toHaveBeenCalled();
  });

  it('offers no invoices to those who may not manage billing', async () => {
    renderBilling(<PaymentHistory />, serve({ canManageBilling: false }));
    expect(await screen.findByText('Top-up')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Invoice/ })).toBeNull();
  });

  it('leads to the portal where the provider does not tell of payments', async () => {
    const provider = { name: 'Paywell', portal: true, payments: false, invoices: false };
    renderBilling(<PaymentHistory />, serve({ provider }));
    expect(await screen.findByText('Paywell keeps the list of payments.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Manage payment' })).toBeVisible();
  });
});
