import type { BillingInterval, TierAction } from '@plimsoll/contract';
import type { Text } from '../../messages/text-provider.tsx';

/** What a card's button does: the contract's decision, or `choose` for somebody who is not signed in. */
export type TierIntent = TierAction | 'choose';

export interface TierButtonInput {
  readonly intent: TierIntent;
  /** Name of the card's tier. */
  readonly tier: string;
  /** When a scheduled change takes effect. */
  readonly scheduledAt: string | null;
  /** The interval that is looked at. */
  readonly interval: BillingInterval;
}

export interface TierButton {
  readonly label: string;
  /** Whether pressing it does something. */
  readonly isActive: boolean;
  /** Whether it is the way up: these stand out. */
  readonly isPrimary: boolean;
}

/** The words and weight of a tier card's button. */
export function describeTierButton({ intent, tier, scheduledAt, interval }: TierButtonInput, { messages, format }: Text): TierButton {
  const primary = (label: string): TierButton => ({ label, isActive: true, isPrimary: true });
  const plain = (label: string): TierButton => ({ label, isActive: true, isPrimary: false });
  const still = (label: string): TierButton => ({ label, isActive: false, isPrimary: false });
  switch (intent) {
    case 'choose':
      return primary(messages.choose({ tier }));
    case 'checkout':
    case 'upgrade':
      return primary(messages.upgradeTo({ tier }));
    case 'downgrade':
      return plain(messages.downgradeTo({ tier }));
    case 'switch':
      return plain(messages.payBy[interval]);
    case 'cancel':
      return plain(messages.switchTo({ tier }));
    case 'resume':
      return primary(messages.keep({ tier }));
    case 'contact':
      return plain(messages.contact);
    case 'current':
      return still(messages.currentPlan);
    case 'scheduled':
      return still(scheduledAt === null ? messages.scheduled : messages.scheduledFor({ date: format.date(scheduledAt) }));
    case 'unavailable':
      return still(messages.unavailable);
    default:
      return intent satisfies never;
  }
}
