import type { Allowance, CatalogView, MeterName, TierPrice, TierView } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';
import { describePrice } from '../meter-widget/describe-meter.ts';

/** The price of a tier in a currency, else its first; null where none is set. */
export function pickPrice({ prices }: Pick<TierView, 'prices'>, currency: string | undefined): TierPrice | null {
  return prices.find((price) => price.currency === currency) ?? prices[0] ?? null;
}

/** What a tier gives, one line each: allowances in the catalog's order, then features. */
export function describeTier(tier: TierView, catalog: Pick<CatalogView, 'meters' | 'features'>, text: Text): string[] {
  const interval = tier.prices[0]?.interval ?? 'month';
  const allowances = catalog.meters.flatMap((meter) => {
    const allowance = tier.allowances[meter.id];
    const lines = allowance === undefined ? [] : describeAllowance(allowance, { meter, interval, text });
    const overage = tier.overage?.[meter.id];
    return overage === undefined ? lines : addOverage(lines, describePrice(overage, meter, text), text);
  });
  const owned = new Set(tier.features);
  return [...allowances, ...catalog.features.filter(({ id }) => owned.has(id)).map(({ name }) => name)];
}

interface AllowanceContext {
  readonly meter: MeterName;
  /** How long a billing period of the tier is. */
  readonly interval: 'month' | 'year';
  readonly text: Text;
}

function describeAllowance(allowance: Allowance, { meter, interval, text: { messages, format } }: AllowanceContext): string[] {
  if (allowance === 'unlimited') return [messages.allowanceUnlimited({ unit: meter.unit.other })];
  const limits = typeof allowance === 'number' ? [{ units: allowance, window: 'period' as const }] : allowance;
  return limits
    .filter(({ units }) => units > 0)
    .map(({ units, window }) => {
      const span = messages.window[window === 'period' ? interval : window];
      return messages.allowance({ units: format.units(units, meter.unit), window: span });
    });
}

function addOverage(lines: string[], price: string, { messages }: Text): string[] {
  const last = lines.at(-1);
  if (last === undefined) return [messages.allowanceNone({ price })];
  return [...lines.slice(0, -1), messages.allowanceThen({ allowance: last, price })];
}
