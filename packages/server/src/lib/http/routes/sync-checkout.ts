import type { Context } from '../../context.ts';
import { syncCheckout } from '../../subscription/sync-checkout.ts';
import { readState } from '../../usage/read-state.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function syncCheckoutRoute(
  context: Context,
  { identity, input }: CustomerCall<'POST /checkout/sync'>,
): Promise<BillingResponse> {
  const synced = await syncCheckout(context, { customerId: identity.customerId, checkoutId: input.checkoutId });
  return respondJson({ ...synced, state: await readState(context, identity) });
}
