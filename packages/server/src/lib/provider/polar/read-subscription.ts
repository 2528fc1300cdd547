import { isId } from '@plimsoll/contract';
import { getSubscriptions } from '@polar-sh/sdk/2026-10/services/subscriptions';
import type { ProviderSubscription } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { mapSubscription } from './map-subscription.ts';
import type { ProductMap } from './product-map.ts';
import { isForeignId, isMissing } from './refusal.ts';

/** Null when there is no such subscription. */
export async function readSubscription(
  { core, request }: PolarCall,
  id: string,
  products: ProductMap,
): Promise<ProviderSubscription | null> {
  if (!isId(id)) return null;
  try {
    return mapSubscription(await getSubscriptions(core)(id, request()), products);
  } catch (thrown) {
    if (isMissing(thrown) || isForeignId(thrown)) return null;
    throw thrown;
  }
}
