import type { Logger } from '../logger.ts';

/** Whether the store was away when it was last asked. */
export interface Absence {
  lasts(): boolean;
  /** Says so in the log when it is news. */
  turn(away: boolean): void;
}

export function createAbsence(loggerOf: () => Logger): Absence {
  let away = false;
  return {
    lasts: () => away,
    turn(next) {
      if (next === away) return;
      away = next;
      if (away) loggerOf().error('the store is away; what customers without a limit use goes to the spill journal');
      else loggerOf().info('the store is back');
    },
  };
}
