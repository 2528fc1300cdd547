import { isBillingError, type PaymentPage } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { applyOrders } from './apply-orders.ts';
import { readCursor, writeCursor } from './payment-cursor.ts';
import { paymentOf } from './payment-row.ts';

const USUAL_LIMIT = 20;

export interface PaymentsRequest {
  readonly customerId: string;
  readonly cursor?: string | undefined;
  /** 1 to 100. @default 20 */
  readonly limit?: number | undefined;
}

/**
 * What a customer paid, newest first, a page at a time, from the store. Webhooks keep it fresh; whoever was never read, or not for a day, is
 * read at the provider first. @throws BillingError `invalid_request` for a cursor that is none
 */
export async function readPayments(context: Context, { customerId, cursor, limit = USUAL_LIMIT }: PaymentsRequest): Promise<PaymentPage> {
  const before = cursor === undefined ? null : readCursor(cursor);
  if (before === null) await refresh(context, customerId);
  const rows = await context.store.payments.list({ customerId, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { payments: page.map(paymentOf), next: rows.length > limit && last !== undefined ? writeCursor(last) : null };
}

/** Under which it stands that a customer's payments were read lately. */
export function paymentsReadKey(customerId: string): string {
  return `payments-read/${customerId}`;
}

// A mark with a time of its own: once it is over, what webhooks lost is found by the next one who looks.
async function refresh(context: Context, customerId: string): Promise<void> {
  const { provider, availability, store, settings, logger } = context;
  const key = paymentsReadKey(customerId);
  if (provider.capabilities.payments !== true || (await store.records.read(key)) !== null) return;
  await context.tombstones.requireAdmitted(customerId);
  try {
    const orders = await availability.call('read', () => provider.readOrders(customerId));
    await applyOrders(context, { customerId, orders, cause: { kind: 'sync', id: null, type: 'payments' } });
    await store.records.write(key, { value: true, expectedRevision: 0, ttlMs: Math.max(1, settings.snapshotMaxAgeMs) });
  } catch (error) {
    if (!isBillingError(error, 'provider_unavailable')) throw error;
    logger.info('payments could not be read again; what is known is shown', { customerId });
  }
}
