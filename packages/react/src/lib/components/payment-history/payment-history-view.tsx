'use client';
import type { Payment } from '@plimsoll/contract';
import { paymentTexts } from '../../messages/payment-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import type { PaymentListProps } from './payment-list.tsx';

const loading = <Skeleton className="ps-payments" rows={3} />;
const PaymentList = lazyPart(async () => (await import('../dialog-frame/panels.ts')).PaymentList, loading);

export interface PaymentHistoryViewProps extends Omit<PaymentListProps, 'payments'> {
  /** Newest first; undefined while they are on their way. */
  readonly payments: readonly Payment[] | undefined;
  /** Set where the provider does not tell of payments: its name, and the way to its portal where there is one. */
  readonly elsewhere?: { readonly provider: string; readonly onPortal?: (() => void) | undefined; readonly isBusy: boolean } | undefined;
}

/** What was paid, newest first: what for, how much, what became of it, and the invoice. */
export function PaymentHistoryView(props: PaymentHistoryViewProps) {
  const { payments, loadError, onRetry, elsewhere } = props;
  const { messages } = useText(paymentTexts);
  if (elsewhere) return <Elsewhere {...elsewhere} />;
  if (payments === undefined) {
    if (loadError) return <ErrorNote title={messages.paymentsError} error={loadError} onRetry={onRetry} />;
    return loading;
  }
  if (payments.length === 0) return <p className="ps-empty">{messages.paymentsEmpty}</p>;
  return <PaymentList {...props} payments={payments} />;
}

function Elsewhere({ provider, onPortal, isBusy }: NonNullable<PaymentHistoryViewProps['elsewhere']>) {
  const { messages } = useText(paymentTexts);
  return (
    <div className="ps-empty" data-state="elsewhere">
      <p>{messages.paymentsElsewhere({ provider })}</p>
      {onPortal && (
        <ActionButton isQuiet isBusy={isBusy} onClick={onPortal}>
          {messages.managePayment}
        </ActionButton>
      )}
    </div>
  );
}
