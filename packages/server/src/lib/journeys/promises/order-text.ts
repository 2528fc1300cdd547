import { PACK } from './promise-catalog.ts';

/** The text of a webhook about one order of a pack for 1900 cents, after so much of it was refunded; each version is later than the one before. */
export function orderText(customerId: string, order: string, { refunded, version }: { refunded: number; version: number }): string {
  const status = refunded === 0 ? 'paid' : refundedStatus(refunded);
  const data = {
    ...{ id: order, status, created_at: '2026-11-20T09:00:00Z', modified_at: `2026-11-20T10:00:${String(version).padStart(2, '0')}Z` },
    ...{ total_amount: 1900, refunded_amount: refunded, refunded_tax_amount: 0, currency: 'usd', description: '10 more' },
    ...{ next_payment_attempt_at: null, product_id: PACK, subscription_id: null },
    ...{ customer_id: `cus of ${customerId}`, customer: { id: `cus of ${customerId}`, external_id: customerId } },
  };
  const type = refunded === 0 ? 'order.paid' : 'order.refunded';
  return JSON.stringify({ type, timestamp: `2026-11-20T10:01:${String(version).padStart(2, '0')}Z`, api_version: '2026-10', data });
}

function refundedStatus(refunded: number): string {
  return refunded < 1900 ? 'partially_refunded' : 'refunded';
}
