import { systemRuntime } from '../../runtime/runtime.ts';

/** What this process makes of the store's clock between two looks at it. */
export interface StoreClock {
  /** Milliseconds; undefined before the first look. Never ahead by more than the clocks drift apart. */
  guess(): number | undefined;
  /** Takes in what the store's clock showed while the answer was on its way. */
  note(at: number): void;
}

/** A clock that nobody has looked at yet. A test brings one of its own. */
export function createStoreClock(given: () => number | null): StoreClock {
  let behind: number | undefined;
  return {
    guess: () => given() ?? (behind === undefined ? undefined : Math.floor(systemRuntime.monotonic() - behind)),
    note(at) {
      behind = systemRuntime.monotonic() - at;
    },
  };
}
