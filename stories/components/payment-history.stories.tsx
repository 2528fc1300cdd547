import { PaymentHistory, PaymentHistoryView, type PaymentHistoryViewProps } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, code, controlsOf, data, failure, toggle, words } from '../controls.ts';
import { payments, serverAway } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/PaymentHistory',
  component: PaymentHistoryView,
  argTypes: controlsOf<PaymentHistoryViewProps>({
    payments: data,
    itemName: code,
    hasMore: toggle,
    isLoadingMore: toggle,
    onMore: callback,
    loadError: failure,
    onRetry: callback,
    onInvoice: callback,
    busyInvoice: words,
    actionError: failure,
    elsewhere: data,
  }),
  args: { payments, onInvoice: fn(), onMore: fn() },
});

export const All = meta.story({
  play: async ({ args, canvas, userEvent }) => {
    const [newest] = await canvas.findAllByRole('button', { name: /^Invoice: Pro/ });
    await userEvent.click(newest as HTMLElement);
    await expect(args.onInvoice).toHaveBeenCalledWith('order_5');
  },
});
export const HasMore = meta.story({
  args: { hasMore: true },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show more' }));
    await expect(args.onMore).toHaveBeenCalledOnce();
  },
});
export const MoreOnItsWay = meta.story({ args: { hasMore: true, isLoadingMore: true } });
export const InvoiceOnItsWay = meta.story({ args: { busyInvoice: 'order_5' } });
export const InvoiceFailed = meta.story({ args: { actionError: serverAway } });
export const NoInvoices = meta.story({ render: () => <PaymentHistoryView payments={payments} /> });
export const Empty = meta.story({ args: { payments: [] } });
export const Loading = meta.story({ args: { payments: undefined } });
export const Failed = meta.story({ args: { payments: undefined, loadError: serverAway, onRetry: fn() } });
export const KeptByTheProvider = meta.story({ args: { elsewhere: { provider: 'Polar', onPortal: fn(), isBusy: false } } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const Narrow = meta.story({ globals: { width: '320' } });
export const German = meta.story({ globals: { locale: 'de', width: '320' } });
export const RightToLeft = meta.story({ globals: { direction: 'rtl', locale: 'ar' } });

/** What was really paid at the made-up Polar. */
export const Connected = meta.story({
  render: () => <PaymentHistory />,
  parameters: { billing: { scenario: 'past-due' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Paid')).toBeVisible();
    await expect((await canvas.findAllByText('$49')).length).toBeGreaterThan(0);
  },
});
