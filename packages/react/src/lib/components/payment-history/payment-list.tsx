'use client';
import type { BillingError, Payment } from '@plimsoll/contract';
import { paymentTexts } from '../../messages/payment-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { PaymentRow } from './payment-row.tsx';
import { useFirstNew } from './use-first-new.ts';

export interface PaymentListProps {
  /** Newest first. */
  readonly payments: readonly Payment[];
  /** What people call what was bought. @default the provider's own words */
  readonly itemName?: ((payment: Payment) => string) | undefined;
  /** Whether there are older ones to ask for. @default false */
  readonly hasMore?: boolean | undefined;
  readonly isLoadingMore?: boolean | undefined;
  readonly onMore?: (() => void) | undefined;
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Opens the invoice of a payment; without it no invoices are offered. */
  readonly onInvoice?: ((paymentId: string) => void) | undefined;
  /** Id of the payment whose invoice is being fetched. */
  readonly busyInvoice?: string | undefined;
  readonly actionError?: BillingError | null | undefined;
}

/** The payments themselves. */
export function PaymentList(props: PaymentListProps) {
  const { payments, itemName, hasMore = false, isLoadingMore = false, onMore, onInvoice, busyInvoice } = props;
  const { messages } = useText(paymentTexts);
  const { list, ask } = useFirstNew(payments.length);
  const askForMore = () => {
    ask();
    onMore?.();
  };
  return (
    <section className="ps-payments" aria-label={messages.payments} data-state="ready">
      <ul ref={list}>
        {payments.map((payment) => (
          <PaymentRow
            key={payment.id}
            payment={payment}
            name={itemName?.(payment) ?? payment.description}
            isBusy={busyInvoice === payment.id}
            onInvoice={onInvoice}
          />
        ))}
      </ul>
      {props.actionError && <ErrorNote error={props.actionError} />}
      {props.loadError && <ErrorNote title={messages.paymentsError} error={props.loadError} onRetry={props.onRetry} />}
      {hasMore && !props.loadError && (
        <ActionButton isQuiet isBusy={isLoadingMore} onClick={askForMore}>
          {messages.paymentsMore}
        </ActionButton>
      )}
    </section>
  );
}
