import type { Level, MeterBalance } from '@plimsoll/contract';

/** How near a customer is to the end of a meter from now on: the moment to write an e-mail. */
export interface LevelChange {
  readonly customerId: string;
  readonly meter: string;
  /** `low` or `exhausted`; `ok` or `unlimited` after one of those. Units that are only held count as left: they may come back. */
  readonly level: Level;
  /** The share of the `warnAt` setting under which the balance has fallen, 0 at nothing; null when it is well again. */
  readonly threshold: number | null;
  readonly balance: MeterBalance;
  /** The same for every try of the same change. */
  readonly key: string;
}

/**
 * Told at least once of each change of level in each window, within a second or two as a rule. A rejection, or no answer within ten
 * seconds, is tried again until it succeeds; what has changed meanwhile is told in place of it.
 */
export type OnLevelChange = (change: LevelChange) => void | Promise<void>;
