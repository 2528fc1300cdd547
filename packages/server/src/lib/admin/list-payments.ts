import type { RouteInput, RouteOutput } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { readPayments } from '../payments/read-payments.ts';
import { USUAL_PAGE } from './page-of.ts';
import { requireCustomer } from './require-customer.ts';

type Key = 'GET /admin/customer/payments';

/** What a customer paid, as the customer sees it. @throws BillingError `not_found` when nothing is known of the customer, `invalid_request` for a cursor that is none */
export async function listPayments(
  context: Context,
  { customerId, before, limit = USUAL_PAGE }: RouteInput<Key>,
): Promise<RouteOutput<Key>> {
  await requireCustomer(context, customerId);
  const { payments, next } = await readPayments(context, { customerId, cursor: before, limit });
  return { rows: payments, next };
}
