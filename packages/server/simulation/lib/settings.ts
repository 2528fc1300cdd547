import type { Settings } from '../../src/index.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Looked at every sixtieth of it. */
export const PROBE_INTERVAL_MS: number = 3 * MINUTE;
export const ACCESS_SWEEP_MS: number = 20 * SECOND;
/** How long the ledger keeps its answers, by default. */
export const ANSWERS_KEPT_MS: number = 24 * 60 * MINUTE;

/** Short pauses between looks cost time without showing more. */
export const settings: Partial<Settings> = {
  drainIntervalMs: 8 * SECOND,
  flushIntervalMs: 8 * SECOND,
  spillIntervalMs: 15 * SECOND,
  accessSweepIntervalMs: ACCESS_SWEEP_MS,
  probeIntervalMs: PROBE_INTERVAL_MS,
  reservationTtlMs: 15 * MINUTE,
  reconcileIntervalMs: 60 * MINUTE,
  keepLastKnownMs: 72 * 60 * MINUTE,
  pastDueGraceMs: 7 * 24 * 60 * MINUTE,
};
