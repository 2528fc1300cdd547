import type { Allowance, BillingInterval, MeterName, TierView } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';

/** How long a billing period of a tier is: the interval that is wanted where the tier is sold by it, else that of its first price. */
export function intervalOf(tier: Pick<TierView, 'prices'> | undefined, wanted?: BillingInterval): BillingInterval {
  const prices = tier?.prices ?? [];
  return (prices.find(({ interval }) => interval === wanted) ?? prices[0])?.interval ?? 'month';
}

interface AllowanceContext {
  readonly meter: MeterName;
  /** How long a billing period of the tier is. */
  readonly interval: BillingInterval;
  readonly text: Text;
}

/** What an allowance includes, one line for each of its limits; none where nothing is included. */
export function describeAllowance(allowance: Allowance, { meter, interval, text: { messages, format } }: AllowanceContext): string[] {
  if (allowance === 'unlimited') return [messages.allowanceUnlimited({ unit: meter.unit.other })];
  const limits = typeof allowance === 'number' ? [{ units: allowance, window: 'period' as const }] : allowance;
  return limits
    .filter(({ units }) => units > 0)
    .map(({ units, window }) => {
      const span = messages.window[window === 'period' ? interval : window];
      return messages.allowance({ units: format.units(units, meter.unit), window: span });
    });
}
