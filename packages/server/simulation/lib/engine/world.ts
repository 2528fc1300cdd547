import { createDice, type Dice } from '../../../torture/lib/dice.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createTrace, type Trace } from './trace.ts';
import { calm, type Weather } from './weather.ts';

/** A promise of the engine that was seen broken. */
export interface Violation {
  /** The name of the check, as the README lists them. */
  readonly check: string;
  readonly detail: string;
}

/** What everything in one history shares: one seed, one clock, one weather. */
export interface World {
  readonly dice: Dice;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  /** The clock of the store and of the provider, in milliseconds since 1970. */
  now(): number;
  /** Moves that clock on without running anything in between, as if the whole installation had been suspended. */
  leap(ms: number): void;
  /** What that clock said so many virtual milliseconds ago. */
  nowAgo(ms: number): number;
  /** How often it moved by more than an hour or two; what was begun before is not asked about any more. */
  longLeaps(): number;
  /** Calls that are on their way for so long that everybody may have forgotten them. */
  readonly stragglers: { count: number };
  weather: Weather;
  /** When all faults ended, in virtual milliseconds. */
  healedAt: number | null;
  violate(check: string, detail: string): void;
  violation(): Violation | null;
}

const BEGINNING = Date.UTC(2026, 0, 29, 9);
/** Calls that were under way through this much are cut, and a deed may meet several such leaps before its answers are forgotten. */
export const LONG_LEAP_MS: number = 2 * 3_600_000;

export function createWorld(seed: string): World {
  const dice = createDice(seed);
  const scheduler = createScheduler();
  const trace = createTrace(scheduler.now);
  let leapt = 0;
  let longLeaps = 0;
  const leaps: { readonly at: number; readonly ms: number }[] = [];
  let violation: Violation | null = null;
  return {
    ...{ dice, scheduler, trace },
    weather: calm,
    stragglers: { count: 0 },
    healedAt: null,
    now: () => BEGINNING + scheduler.now() + leapt,
    leap(ms) {
      leapt += ms;
      leaps.push({ at: scheduler.now(), ms });
      if (ms >= LONG_LEAP_MS) longLeaps += 1;
    },
    longLeaps: () => longLeaps,
    nowAgo(ms) {
      const since = leaps.filter(({ at }) => at >= scheduler.now() - ms);
      return BEGINNING + scheduler.now() + leapt - ms - since.reduce((sum, leap) => sum + leap.ms, 0);
    },
    violate(check, detail) {
      violation ??= { check, detail };
      trace.note(`VIOLATION ${check}: ${detail}`);
    },
    violation: () => violation,
  };
}
