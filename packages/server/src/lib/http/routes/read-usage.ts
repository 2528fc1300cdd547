import type { Context } from '../../context.ts';
import { readHistory } from '../../usage/read-history.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function readUsageRoute(context: Context, { identity, input }: CustomerCall<'GET /usage'>): Promise<BillingResponse> {
  return respondJson(await readHistory(context, { ...input, customerId: identity.customerId }));
}
