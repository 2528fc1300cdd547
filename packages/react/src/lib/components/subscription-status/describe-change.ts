import type { BillingInterval } from '@plimsoll/contract';
import type { StatusTexts } from '../../messages/status-texts.ts';
import type { Text } from '../../messages/text-provider.tsx';

/** A tier that takes over later. */
export interface ScheduledChange {
  readonly at: string;
  /** How it is paid from then on, where that is known. */
  readonly interval?: BillingInterval | undefined;
}

/** Says what takes over and when. The interval tells the same tier, paid otherwise, from itself. */
export function describeChange({ at, interval }: ScheduledChange, name: string, { messages, format }: Text<StatusTexts>): string {
  return messages.changesTo({
    tier: interval ? messages.paidBy({ tier: name, paid: messages.paid[interval] }) : name,
    date: format.date(at),
  });
}
