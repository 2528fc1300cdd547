import type { Level } from '../meter.ts';

/** Shares of the granted units at which people are warned: under a fifth, and at nothing. */
export const DEFAULT_WARN_AT: readonly number[] = [0.2, 0];

export interface LevelInput {
  /** Units included in the window. */
  readonly granted: number | 'unlimited';
  /** Prepaid units left. */
  readonly credits: number;
  /** Units that can still be used, credits included. */
  readonly remaining: number | 'unlimited';
}

/** How near a balance is to its end: `low` under any of the shares of what was granted, `exhausted` at nothing. */
export function readLevel(balance: LevelInput, warnAt: readonly number[] = DEFAULT_WARN_AT): Level {
  if (balance.granted === 'unlimited' || balance.remaining === 'unlimited') return 'unlimited';
  if (balance.remaining <= 0) return 'exhausted';
  return readThreshold(balance, warnAt) === null ? 'ok' : 'low';
}

/**
 * The last of the shares under which a balance has fallen, 0 at nothing; null while there is nothing to warn of. The one rule behind a
 * warning on a page and an e-mail from a server: each threshold is a warning of its own.
 */
export function readThreshold({ granted, credits, remaining }: LevelInput, warnAt: readonly number[] = DEFAULT_WARN_AT): number | null {
  if (granted === 'unlimited' || remaining === 'unlimited') return null;
  if (remaining <= 0) return 0;
  const passed = warnAt.filter((share) => remaining < (granted + credits) * share);
  return passed.length === 0 ? null : Math.min(...passed);
}
