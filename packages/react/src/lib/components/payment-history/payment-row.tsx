'use client';
import type { Payment } from '@plimsoll/contract';
import { Badge } from '@radix-ui/themes';
import { paymentTexts } from '../../messages/payment-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { paymentColors } from './payment-colors.ts';

export interface PaymentRowProps {
  readonly payment: Payment;
  /** What people call what was bought. */
  readonly name: string;
  readonly isBusy: boolean;
  readonly onInvoice: ((paymentId: string) => void) | undefined;
}

/** One payment: what for and when, how much of it, what became of it, and its invoice. */
export function PaymentRow({ payment, name, isBusy, onInvoice }: PaymentRowProps) {
  const { messages, format } = useText(paymentTexts);
  const { id, amount, currency, refundedAmount, status, createdAt } = payment;
  const date = format.date(createdAt);
  // Nobody is invoiced for what was not paid.
  const hasInvoice = onInvoice && status !== 'pending' && status !== 'failed';
  return (
    <li className="ps-payment" data-state={status}>
      <span className="ps-payment-name">
        <bdi>{name}</bdi>
        <small>{date}</small>
      </span>
      <span className="ps-payment-money">
        {format.money({ amount, currency })}
        {status === 'partly_refunded' && (
          <small>{messages.refundedPart({ money: format.money({ amount: refundedAmount, currency }) })}</small>
        )}
      </span>
      <Badge color={paymentColors[status]}>{messages.paymentStatus[status]}</Badge>
      {hasInvoice && (
        <ActionButton size="1" isQuiet isBusy={isBusy} aria-label={messages.invoiceOf({ name, date })} onClick={() => onInvoice(id)}>
          {messages.invoice}
        </ActionButton>
      )}
    </li>
  );
}
