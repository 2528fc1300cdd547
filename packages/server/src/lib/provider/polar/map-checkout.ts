import * as v from 'valibot';
import type { ProviderCheckout } from '../../provider.ts';
import { Instant } from './instant.ts';
import { mapCustomerId } from './map-subscription.ts';
import type { ProductMap } from './product-map.ts';

const CheckoutBody = v.object({
  id: v.string(),
  url: v.pipe(v.string(), v.url()),
  status: v.picklist(['open', 'confirmed', 'succeeded', 'failed', 'expired']),
  external_customer_id: v.nullish(v.string()),
  subscription_id: v.nullish(v.string()),
  product_id: v.nullish(v.string()),
  expires_at: Instant,
});

/** Polar → ours. @throws ValiError when it has another shape */
export function mapCheckout(body: unknown, products: ProductMap): ProviderCheckout {
  const checkout = v.parse(CheckoutBody, body);
  return {
    id: checkout.id,
    url: checkout.url,
    status: checkout.status,
    customerId: mapCustomerId(checkout.external_customer_id),
    subscriptionId: checkout.subscription_id ?? null,
    item: products.itemOf(checkout.product_id ?? ''),
    expiresAt: checkout.expires_at,
  };
}
