import type { BillingInterval, CatalogView, KeptTier, TierPrice, TierView } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';
import { describePrice } from '../meter-widget/describe-price.ts';
import { describeAllowance, intervalOf } from './describe-allowance.ts';

/** One thing that a tier gives. */
export interface TierLine {
  /** Of the feature, or of the meter with the number of the limit. */
  readonly id: string;
  readonly line: string;
}

/**
 * The price of a tier in a currency for the interval that is wanted; in its first currency where it has none in that one, and for its
 * first interval where it is not sold by that one. Null where none is set.
 */
export function pickPrice(tier: Pick<TierView, 'prices'>, currency?: string, wanted?: BillingInterval): TierPrice | null {
  const prices = tier.prices.filter(({ interval }) => interval === intervalOf(tier, wanted));
  return prices.find((price) => price.currency === currency) ?? prices[0] ?? null;
}

/** The share that a year costs less than twelve months in the same currency; 0 where that cannot be said or nothing is saved. */
export function savingOf({ prices }: Pick<TierView, 'prices'>, price: TierPrice | null): number {
  const month = prices.find(({ currency, interval }) => interval === 'month' && currency === price?.currency);
  return price?.interval === 'year' && month ? Math.max(0, 1 - price.amount / (12 * month.amount || 1)) : 0;
}

interface TierContext {
  readonly catalog: Pick<CatalogView, 'meters' | 'features'>;
  readonly wanted?: BillingInterval | undefined;
  readonly text: Text;
}

/** What a tier gives, one line each: allowances of the interval that is wanted, in the catalog's order, then features. */
export function describeTier(tier: KeptTier, { catalog, wanted, text }: TierContext): TierLine[] {
  const interval = intervalOf(tier, wanted);
  const allowances = catalog.meters.flatMap((meter) => {
    const allowance = tier.allowances[meter.id];
    const lines = allowance === undefined ? [] : describeAllowance(allowance, { meter, interval, text });
    const overage = tier.overage?.[meter.id];
    const told = overage === undefined ? lines : addOverage(lines, describePrice(overage, meter, text), text);
    return told.map((line, index) => ({ id: `${meter.id} ${index}`, line }));
  });
  const owned = new Set(tier.features);
  const features = catalog.features
    .filter(({ id }) => owned.has(id))
    .map((feature) => ({ id: feature.id, line: describeFeature(feature, tier) }));
  return [...allowances, ...features];
}

function addOverage(lines: string[], price: string, { messages }: Text): string[] {
  const last = lines.at(-1);
  if (last === undefined) return [messages.allowanceNone({ price })];
  return [...lines.slice(0, -1), messages.allowanceThen({ allowance: last, price })];
}

// Of a feature that has values, those that the tier includes.
function describeFeature(
  { id, name, values }: CatalogView['features'][number],
  { featureValues }: Pick<TierView, 'featureValues'>,
): string {
  const included = featureValues?.[id] ?? values;
  return included ? `${name}: ${included.join(', ')}` : name;
}
