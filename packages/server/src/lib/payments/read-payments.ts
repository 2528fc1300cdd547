import type { Payment, PaymentPage } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { ProviderOrder } from '../provider.ts';
import { readCursor, writeCursor } from './payment-cursor.ts';

const USUAL_LIMIT = 20;

/** What a customer paid, newest first, a page at a time. @throws BillingError `invalid_request` for a cursor that is none, `provider_unavailable` */
export async function readPayments(
  { provider, availability }: Context,
  { customerId, cursor, limit = USUAL_LIMIT }: { customerId: string; cursor?: string | undefined; limit?: number | undefined },
): Promise<PaymentPage> {
  const after = cursor === undefined ? null : readCursor(cursor);
  if (provider.capabilities.payments !== true) return { payments: [], next: null };
  const orders = await availability.call('read', () => provider.readOrders(customerId));
  const rows = [...orders].sort(byAge).filter((order) => after === null || byAge(order, after) > 0);
  const last = rows[limit - 1];
  return { payments: rows.slice(0, limit).map(viewOf), next: last !== undefined && rows.length > limit ? writeCursor(last) : null };
}

function viewOf({ productId: _, modifiedAt: __, ...payment }: ProviderOrder): Payment {
  return payment;
}

function byAge(a: Pick<Payment, 'createdAt' | 'id'>, b: Pick<Payment, 'createdAt' | 'id'>): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
