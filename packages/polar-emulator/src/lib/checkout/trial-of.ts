import type { Core } from '../core.ts';
import type { Checkout } from '../entities/billing.ts';
import type { Product } from '../entities/catalog.ts';
import { addPeriod } from '../period.ts';

/** The trial that paying this checkout now would start, or null. An upgrade of a running subscription has none. */
export function trialOf(
  core: Core,
  checkout: Pick<Checkout, 'allow_trial' | 'subscription_id'>,
  product: Product,
): { start: string; end: string } | null {
  const { trial_interval, trial_interval_count } = product;
  if (!checkout.allow_trial || checkout.subscription_id !== null || product.recurring_interval === null) return null;
  if (trial_interval === null || trial_interval_count === null) return null;
  const start = core.clock.iso();
  return { start, end: addPeriod(start, { interval: trial_interval, count: trial_interval_count }) };
}
