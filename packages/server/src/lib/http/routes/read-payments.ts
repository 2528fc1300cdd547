import type { Context } from '../../context.ts';
import { readPayments } from '../../payments/read-payments.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function readPaymentsRoute(context: Context, { identity, input }: CustomerCall<'GET /payments'>): Promise<BillingResponse> {
  const { cursor, limit } = input;
  return respondJson(
    await readPayments(context, { customerId: identity.customerId, cursor, limit: limit === undefined ? undefined : Number(limit) }),
  );
}
