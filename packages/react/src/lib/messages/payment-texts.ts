import { statusTexts } from './status-texts.ts';

/** What the list of payments says. */
export const paymentTexts = {
  managePayment: statusTexts.managePayment,
  payments: 'Payments',
  paymentsError: 'The payments could not be loaded.',
  paymentsEmpty: 'Nothing has been paid yet.',
  paymentsElsewhere: (p: { provider: string }) => `${p.provider} keeps the list of payments.`,
  paymentsMore: 'Show more',
  paymentStatus: { paid: 'Paid', pending: 'Pending', failed: 'Failed', refunded: 'Refunded', partly_refunded: 'Partly refunded' },
  refundedPart: (p: { money: string }) => `${p.money} refunded`,
  invoice: 'Invoice',
  invoiceOf: (p: { name: string; date: string }) => `Invoice: ${p.name}, ${p.date}`,
};

export type PaymentTexts = typeof paymentTexts;
