import type { PaymentStatus } from '@plimsoll/contract';

/** The colour of what became of a payment. */
export const paymentColors = {
  paid: 'green',
  pending: 'amber',
  failed: 'red',
  refunded: 'gray',
  partly_refunded: 'gray',
} as const satisfies Record<PaymentStatus, string>;
