import { type BillingState, type MeterBalance, readThreshold } from '@plimsoll/contract';
import { readTone } from '../meter-widget/read-meter.ts';

/** A meter that needs attention. */
export interface PickedMeter {
  readonly meter: string;
  readonly balance: MeterBalance;
  /** Of this customer's warning at this threshold in this window: what was put away under it comes back at the next threshold and in the next window. */
  readonly key: string;
}

/** The meters that are low or exhausted, the one nearest to its end first: exhausted before low, then the smallest share left. */
export function pickTroubledMeters({ meters, customerId, warnAt }: Pick<BillingState, 'meters' | 'customerId' | 'warnAt'>): PickedMeter[] {
  return Object.entries(meters)
    .map(([meter, balance]) => ({ meter, balance, tone: readTone(balance) }))
    .filter(({ tone }) => tone === 'low' || tone === 'exhausted')
    .map(({ meter, balance, tone }) => ({
      meter,
      balance,
      key: [customerId, meter, readThreshold(balance, warnAt), tone, balance.resetsAt].join(':'),
    }))
    .sort((one, other) => rank(one) - rank(other));
}

// What blocks comes first, then what costs extra, then what is left as a share.
function rank({ balance }: PickedMeter): number {
  const { level, remaining, granted, credits } = balance;
  if (level === 'exhausted') return readTone(balance) === 'exhausted' ? -2 : -1;
  if (remaining === 'unlimited' || granted === 'unlimited') return 1;
  return Math.max(remaining, 0) / Math.max(granted + credits, 1);
}
