import type { Split } from '../../../src/lib/ledger/entry.ts';

/** What the oracle counts of one customer, meter and window. */
export interface Sum {
  used: number;
  reserved: number;
  fromCredits: number;
  overage: number;
  overageReserved: number;
  overrun: number;
  granted: number;
}

/** Where a split was posted: the windows of its limits, the first being the primary one. */
export interface Place {
  readonly customerId: string;
  readonly meter: string;
  readonly windows: readonly string[];
}

export const CREDITS = 'credits';

/** The oracle's own sums: one for each customer, meter and window. */
export interface Sums {
  of(place: Pick<Place, 'customerId' | 'meter'>, window: string): Sum;
  use(place: Place, split: Split, sign: 1 | -1): void;
  hold(place: Place, split: Split, sign: 1 | -1): void;
  all(): ReadonlyMap<string, Sum>;
}

export function createSums(): Sums {
  const sums = new Map<string, Sum>();
  const of: Sums['of'] = ({ customerId, meter }, window) => {
    const key = `${customerId}|${meter}|${window}`;
    const known = sums.get(key);
    if (known !== undefined) return known;
    const sum: Sum = { used: 0, reserved: 0, fromCredits: 0, overage: 0, overageReserved: 0, overrun: 0, granted: 0 };
    sums.set(key, sum);
    return sum;
  };
  return {
    of,
    all: () => sums,
    use(place, split, sign) {
      for (const window of new Set(place.windows)) of(place, window).used += sign * split.allowance;
      const primary = of(place, place.windows[0] ?? '');
      primary.fromCredits += sign * split.credits;
      primary.overage += sign * split.overage;
      primary.overrun += sign * split.overrun;
      if (split.credits !== 0) of(place, CREDITS).used += sign * split.credits;
    },
    hold(place, split, sign) {
      for (const window of new Set(place.windows)) of(place, window).reserved += sign * split.allowance;
      of(place, place.windows[0] ?? '').overageReserved += sign * split.overage;
      if (split.credits !== 0) of(place, CREDITS).reserved += sign * split.credits;
    },
  };
}
