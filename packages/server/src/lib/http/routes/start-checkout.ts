import type { Context } from '../../context.ts';
import { startCheckout } from '../../subscription/start-checkout.ts';
import type { CustomerCall } from '../call.ts';
import { redirectTarget } from '../redirect-target.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

export async function startCheckoutRoute(context: Context, { identity, input }: CustomerCall<'POST /checkout'>): Promise<BillingResponse> {
  const { allowedOrigins } = context;
  const checkout = await startCheckout(context, identity, {
    item: input.tier === undefined ? { kind: 'pack', id: input.pack ?? '' } : { kind: 'tier', id: input.tier, interval: input.interval },
    successUrl: redirectTarget('successUrl', input.successUrl, allowedOrigins),
    returnUrl: redirectTarget('returnUrl', input.returnUrl, allowedOrigins),
  });
  return respondJson({ kind: 'redirect', url: checkout.url, checkoutId: checkout.id });
}
