import type { Runtime } from './runtime/runtime.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 15 * 60_000;

/** The pause before the next try: doubling, with full jitter so that many do not come back at once, at most 15 minutes. */
export function nextDelay({ random }: Pick<Runtime, 'random'>, attempts: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.ceil(ceiling * (0.1 + 0.9 * random()));
}
