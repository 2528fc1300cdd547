import type { Dice } from '../../../torture/lib/dice.ts';

/** How likely each fault is now: shares from 0 to 1. */
export interface Weather {
  readonly store: {
    /** A call never arrives. */
    readonly lostBefore: number;
    /** A call takes effect and its answer is lost. */
    readonly lostAfter: number;
    /** A call, or its answer, takes longer than anybody waits for it. */
    readonly slow: number;
    readonly away: boolean;
  };
  readonly provider: {
    readonly fails: number;
    /** It does what it was asked and then says nothing. */
    readonly timesOut: number;
    /** It answers 429. */
    readonly tooMany: number;
    readonly slow: number;
    /** It answers a reading from before the last seconds. */
    readonly stale: number;
    readonly away: boolean;
  };
  readonly webhooks: {
    /** A delivery gets lost. */
    readonly lost: number;
    /** All deliveries of an event get lost: it is given up. */
    readonly givenUp: number;
    readonly repeated: number;
    readonly late: number;
  };
}

export const calm: Weather = {
  store: { lostBefore: 0, lostAfter: 0, slow: 0, away: false },
  provider: { fails: 0, timesOut: 0, tooMany: 0, slow: 0, stale: 0, away: false },
  webhooks: { lost: 0, givenUp: 0, repeated: 0, late: 0 },
};

/** A weather of one history: each fault is absent, rare or frequent. */
export function drawWeather(dice: Dice): Weather {
  const share = (most: number) => (dice.chance(0.5) ? 0 : most * dice.next() ** 2);
  return {
    store: { lostBefore: share(0.15), lostAfter: share(0.15), slow: share(0.05), away: false },
    provider: { fails: share(0.4), timesOut: share(0.3), tooMany: share(0.3), slow: share(0.3), stale: share(0.5), away: false },
    webhooks: { lost: share(0.8), givenUp: dice.chance(0.7) ? 0 : share(0.5), repeated: share(1), late: share(0.8) },
  };
}
