'use client';
import type { Payment } from '@plimsoll/contract';
import { Badge } from '@radix-ui/themes';
import { paymentColors } from '../../components/payment-history/payment-colors.ts';
import { useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';

/** What a customer paid, newest first: what for, what became of it and what of it was given back. */
export function PaymentsView(paged: Paged<Payment>) {
  const { desk, format } = useDeskText();
  return (
    <RowsView {...paged} label={desk.payments} empty={desk.paymentsEmpty}>
      {({ id, description, amount, currency, refundedAmount, status, createdAt }) => (
        <Row
          key={id}
          title={desk.paid({ what: description, money: format.money({ amount, currency }) })}
          facts={[
            format.dateTime(createdAt),
            refundedAmount > 0 && desk.refundedPart({ money: format.money({ amount: refundedAmount, currency }) }),
            id,
          ]}
          trail={<Badge color={paymentColors[status]}>{desk.paymentStatus[status]}</Badge>}
        />
      )}
    </RowsView>
  );
}
