import type { MeterName, Price } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';

/** `$0.01 per 1,000 tokens` */
export function describePrice(price: Price, meter: MeterName, { messages, format }: Text): string {
  const units = price.per === 1 ? meter.unit.one : format.units(price.per, meter.unit);
  return messages.priceOfUnits({ money: format.money(price), units });
}
