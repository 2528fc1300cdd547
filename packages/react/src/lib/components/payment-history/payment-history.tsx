'use client';
import type { BillingState, Payment } from '@plimsoll/contract';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { useInvoice } from '../../hooks/use-invoice.ts';
import { usePayments } from '../../hooks/use-payments.ts';
import { usePortal } from '../../hooks/use-portal.ts';
import { PaymentHistoryView } from './payment-history-view.tsx';

const pickPayer = ({ canManageBilling, provider }: BillingState) => ({ canManageBilling, provider });

/** The customer's payments with their invoices, a page at a time. An invoice's link is asked for when it is pressed, and never kept. */
export function PaymentHistory() {
  const payer = useBillingState(pickPayer);
  const payments = usePayments();
  const { data: catalog } = useCatalog();
  const invoice = useInvoice();
  const portal = usePortal();
  const { canManageBilling = false, provider } = payer.data ?? {};
  const nameOf = ({ item, description }: Payment) =>
    [...(catalog?.tiers ?? []), ...(catalog?.packs ?? [])].find(({ id }) => id === item)?.name ?? description;
  const elsewhere = provider?.payments === false && {
    provider: provider.name,
    onPortal: canManageBilling && provider.portal ? () => portal.mutate() : undefined,
    isBusy: portal.isPending,
  };
  return (
    <PaymentHistoryView
      payments={payments.data}
      itemName={nameOf}
      hasMore={payments.hasNextPage}
      isLoadingMore={payments.isFetchingNextPage}
      onMore={() => void payments.fetchNextPage()}
      loadError={payments.error}
      onRetry={() => void (payments.data ? payments.fetchNextPage() : payments.refetch())}
      onInvoice={canManageBilling && provider?.invoices ? (paymentId) => invoice.mutate({ paymentId }) : undefined}
      busyInvoice={invoice.isPending ? invoice.variables.paymentId : undefined}
      actionError={invoice.error ?? portal.error}
      elsewhere={elsewhere || undefined}
    />
  );
}
