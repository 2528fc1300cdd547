import { BillingError } from '@plimsoll/contract';
import { createCheckouts } from '@polar-sh/sdk/2026-10/services/checkouts';
import type { CheckoutRequest, ProviderCheckout } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { mapCheckout } from './map-checkout.ts';
import type { ProductMap } from './product-map.ts';

/** Opens a hosted checkout for one product, bound to a customer that Polar knows. */
export async function createCheckout(call: PolarCall, wish: CheckoutRequest, products: ProductMap): Promise<ProviderCheckout> {
  const { core, request } = call;
  const checkout = await createCheckouts(core)(
    {
      products: [products.productOf(wish.item)],
      external_customer_id: wish.customerId,
      success_url: wish.successUrl,
      return_url: wish.returnUrl,
      metadata: { plimsoll_attempt: wish.attemptId, [`plimsoll_${wish.item.kind}`]: wish.item.id },
    },
    request(),
  );
  // Without its customer, Polar would make or match one by the e-mail address that is typed in, and someone would pay for nothing.
  if (checkout.customer_id !== wish.providerCustomerId) {
    throw new BillingError('provider_rejected', 'Polar no longer has the customer that was bound. Bind the customer again.');
  }
  return mapCheckout(checkout, products);
}
