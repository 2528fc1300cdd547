import { type Core, mustGet, touch } from '../core.ts';
import type { Checkout } from '../entities/billing.ts';
import { invalid } from '../http/api-error.ts';
import { trialOf } from './trial-of.ts';

/** Switches an open checkout to another of the products that it offers. */
export function chooseProduct(core: Core, checkout: Checkout, productId: string): void {
  if (!checkout.product_ids.includes(productId))
    throw invalid(['body', 'product_id'], 'Product is not available in this checkout.', productId);
  if (productId === checkout.product_id) return;
  checkout.product_id = productId;
  checkout.trial_end = trialOf(core, checkout, mustGet(core.world.products, productId))?.end ?? null;
  touch(core, checkout);
}
