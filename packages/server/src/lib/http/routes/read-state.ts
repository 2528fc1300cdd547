import type { Context } from '../../context.ts';
import { readState } from '../../usage/read-state.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function readStateRoute(context: Context, { identity }: CustomerCall<'GET /state'>): Promise<BillingResponse> {
  return respondJson(await readState(context, identity));
}
