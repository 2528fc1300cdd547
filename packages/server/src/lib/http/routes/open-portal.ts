import { BillingError } from '@plimsoll/contract';
import type { Context } from '../../context.ts';
import type { CustomerCall } from '../call.ts';
import { redirectTarget } from '../redirect-target.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

// The link is a credential: it goes to the person who asked, and nowhere else.
export async function openPortalRoute(context: Context, { identity, input }: CustomerCall<'POST /portal'>): Promise<BillingResponse> {
  const { provider, availability, allowedOrigins, store } = context;
  const { customerId } = identity;
  const returnUrl = redirectTarget('returnUrl', input.returnUrl, allowedOrigins);
  const snapshot = await store.snapshots.read(customerId);
  if (snapshot?.providerCustomerId == null) {
    throw new BillingError('subscription_missing', `${customerId} was never bound at the provider.`, {
      publicMessage: 'There is nothing to manage yet. Choose a plan first.',
    });
  }
  return respondJson(await availability.call('write', () => provider.openPortal({ customerId, returnUrl })));
}
