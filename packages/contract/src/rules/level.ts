import type { Level } from '../meter.ts';

/** Share of the granted units under which a balance is low. */
export const DEFAULT_LOW_SHARE = 0.2;

export interface LevelInput {
  /** Units included in the window. */
  readonly granted: number | 'unlimited';
  /** Prepaid units left. */
  readonly credits: number;
  /** Units that can still be used, credits included. */
  readonly remaining: number | 'unlimited';
}

/** How near a balance is to its end: `low` under the given share of what was granted, `exhausted` at nothing. */
export function readLevel(balance: LevelInput, lowShare: number = DEFAULT_LOW_SHARE): Level {
  const { granted, credits, remaining } = balance;
  if (granted === 'unlimited' || remaining === 'unlimited') return 'unlimited';
  if (remaining <= 0) return 'exhausted';
  return remaining < (granted + credits) * lowShare ? 'low' : 'ok';
}
