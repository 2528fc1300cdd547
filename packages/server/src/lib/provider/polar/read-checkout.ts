import { isId } from '@plimsoll/contract';
import { getCheckouts } from '@polar-sh/sdk/2026-10/services/checkouts';
import type { ProviderCheckout } from '../../provider.ts';
import type { PolarCall } from './client.ts';
import { mapCheckout } from './map-checkout.ts';
import type { ProductMap } from './product-map.ts';
import { isForeignId, isMissing } from './refusal.ts';

/** Null when there is no such checkout. The id may come from the address of a success page, so anything is allowed in. */
export async function readCheckout({ core, request }: PolarCall, id: string, products: ProductMap): Promise<ProviderCheckout | null> {
  if (!isId(id)) return null;
  try {
    return mapCheckout(await getCheckouts(core)(id, request()), products);
  } catch (thrown) {
    if (isMissing(thrown) || isForeignId(thrown)) return null;
    throw thrown;
  }
}
