import type { CatalogView, TierPrice, TierView } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';
import { describePrice } from '../meter-widget/describe-meter.ts';
import { describeAllowance, intervalOf } from './describe-allowance.ts';

/** One thing that a tier gives. */
export interface TierLine {
  /** Of the feature, or of the meter with the number of the limit. */
  readonly id: string;
  readonly line: string;
}

/** The price of a tier in a currency for the interval that is sold, else its first; null where none is set. */
export function pickPrice(tier: Pick<TierView, 'prices'>, currency: string | undefined): TierPrice | null {
  const { prices } = tier;
  return prices.find((price) => price.currency === currency && price.interval === intervalOf(tier)) ?? prices[0] ?? null;
}

/** What a tier gives, one line each: allowances in the catalog's order, then features. */
export function describeTier(tier: TierView, catalog: Pick<CatalogView, 'meters' | 'features'>, text: Text): TierLine[] {
  const interval = intervalOf(tier);
  const allowances = catalog.meters.flatMap((meter) => {
    const allowance = tier.allowances[meter.id];
    const lines = allowance === undefined ? [] : describeAllowance(allowance, { meter, interval, text });
    const overage = tier.overage?.[meter.id];
    const told = overage === undefined ? lines : addOverage(lines, describePrice(overage, meter, text), text);
    return told.map((line, index) => ({ id: `${meter.id} ${index}`, line }));
  });
  const owned = new Set(tier.features);
  return [...allowances, ...catalog.features.filter(({ id }) => owned.has(id)).map(({ id, name }) => ({ id, line: name }))];
}

function addOverage(lines: string[], price: string, { messages }: Text): string[] {
  const last = lines.at(-1);
  if (last === undefined) return [messages.allowanceNone({ price })];
  return [...lines.slice(0, -1), messages.allowanceThen({ allowance: last, price })];
}
