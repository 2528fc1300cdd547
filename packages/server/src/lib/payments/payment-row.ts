import type { Payment, PaymentStatus } from '@plimsoll/contract';
import type { ProviderOrder } from '../provider.ts';
import type { PaymentRow } from '../store.ts';
import { isoOf, sortableInstant } from '../subscription/instant.ts';

// Of two statements with one date, the one that has come further counts.
const RANK: Readonly<Record<PaymentStatus, number>> = { pending: 0, failed: 1, paid: 2, partly_refunded: 3, refunded: 4 };

/** An order as it is kept. Field by field, so that nothing comes along that nobody asked for. */
export function rowOfOrder(order: ProviderOrder): PaymentRow {
  const { productId, status, refundedAmount, modifiedAt } = order;
  const version = `${sortableInstant(modifiedAt)}-${RANK[status]}-${String(refundedAmount).padStart(16, '0')}`;
  return { ...paymentOf(order), createdAt: isoOf(Date.parse(order.createdAt)), productId, version };
}

/** What people see of a payment. */
export function paymentOf({ id, kind, item, description, amount, currency, refundedAmount, status, createdAt }: Payment): Payment {
  return { id, kind, item, description, amount, currency, refundedAmount, status, createdAt };
}
