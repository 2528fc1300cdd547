import { BillingError } from '@plimsoll/contract';
import type { models } from '@polar-sh/sdk/2026-10';
import { updateSubscriptions } from '@polar-sh/sdk/2026-10/services/subscriptions';
import type { ProviderSubscription } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { mapSubscription } from './map-subscription.ts';
import type { ProductMap } from './product-map.ts';
import { readSubscription } from './read-subscription.ts';
import { isForeignId, isMissing } from './refusal.ts';
import { requireId } from './require-id.ts';

/** One subscription to read and to change. `subscription_missing` when there is none. */
export interface SubscriptionDesk {
  read(): Promise<ProviderSubscription>;
  /** Exactly one intent: Polar takes a body that mixes them for the first that fits. */
  update(intent: models.SubscriptionUpdate): Promise<ProviderSubscription>;
}

export function openSubscription(call: PolarCall, subscriptionId: string, products: ProductMap): SubscriptionDesk {
  const id = requireId(subscriptionId);
  return {
    async read() {
      const subscription = await readSubscription(call, id, products);
      if (subscription === null) throw missing();
      return subscription;
    },
    async update(intent) {
      try {
        return mapSubscription(await updateSubscriptions(call.core)(id, intent, call.request()), products);
      } catch (thrown) {
        throw isMissing(thrown) || isForeignId(thrown) ? missing() : thrown;
      }
    },
  };
}

function missing(): BillingError {
  return new BillingError('subscription_missing', 'Polar has no such subscription.');
}
