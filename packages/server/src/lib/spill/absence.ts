import { isBillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';

// A store that comes and goes is one trouble: a person is told of it again only after this.
const QUIET_MS = 60_000;

/** Whether the store was away when it was last asked. */
export interface Absence {
  lasts(): boolean;
  /** Says so in the log when it is news, and alerts once for each absence. */
  turn(away: boolean): void;
  /** Does something with the store and learns from it. Null when the store is away. */
  through<T>(work: () => Promise<T>): Promise<T | null>;
}

export function createAbsence(contextOf: () => Pick<Context, 'logger' | 'alert' | 'runtime' | 'store'>, spills: boolean): Absence {
  let away = false;
  let alertedAt = Number.NEGATIVE_INFINITY;

  function announce(): void {
    const { logger, alert, runtime, store } = contextOf();
    logger.error('the store is away', { store: store.name, spills });
    if (runtime.now() - alertedAt < QUIET_MS) return;
    alertedAt = runtime.now();
    alert({ priority: 'immediate', code: 'store_away', context: { store: store.name, spills } });
  }

  function turn(next: boolean): void {
    if (next === away) return;
    away = next;
    if (away) announce();
    else contextOf().logger.info('the store is back', { store: contextOf().store.name });
  }

  return {
    lasts: () => away,
    turn,
    async through(work) {
      try {
        // A cheap question first: a store that is still away is not given work that it would leave hanging.
        if (away) await contextOf().store.now();
        const result = await work();
        turn(false);
        return result;
      } catch (error) {
        if (!isBillingError(error, 'store_unavailable')) throw error;
        turn(true);
        return null;
      }
    },
  };
}
