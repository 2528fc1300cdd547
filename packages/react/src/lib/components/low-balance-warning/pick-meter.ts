import type { BillingState, MeterBalance } from '@plimsoll/contract';

/** A meter that needs attention. */
export interface PickedMeter {
  readonly meter: string;
  readonly balance: MeterBalance;
}

/** The meter that is nearest to its end, or null when all are well: exhausted before low, then the smallest share left. */
export function pickWorstMeter(meters: BillingState['meters']): PickedMeter | null {
  const troubled = Object.entries(meters)
    .map(([meter, balance]) => ({ meter, balance }))
    .filter(({ balance }) => needsAttention(balance));
  return troubled.reduce<PickedMeter | null>((worst, next) => (worst === null || rank(next) < rank(worst) ? next : worst), null);
}

/** Whether a balance is low or exhausted. */
export function needsAttention({ level }: Pick<MeterBalance, 'level'>): boolean {
  return level === 'low' || level === 'exhausted';
}

// What blocks comes first, then what costs extra, then what is left as a share.
function rank({ balance: { level, overagePrice, remaining, granted, credits } }: PickedMeter): number {
  if (level === 'exhausted') return overagePrice === null ? -2 : -1;
  if (remaining === 'unlimited' || granted === 'unlimited') return 1;
  return remaining / Math.max(granted + credits, 1);
}
