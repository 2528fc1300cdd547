import { createHeat, type Heat } from './heat.ts';

/** What happens too often to be told one by one: counted in memory, and read when the host collects. */
export interface Tallies {
  readonly lookups: { hit: number; shared: number; miss: number };
  readonly stale: { stale: number; fallback: number };
  readonly heat: Heat;
}

export function createTallies(): Tallies {
  return { lookups: { hit: 0, shared: 0, miss: 0 }, stale: { stale: 0, fallback: 0 }, heat: createHeat() };
}
