import { later } from './timer.ts';

const QUIET_MS = 50;

/** Hands out a dump soon after a change. A big world is dumped less often, so that dumping stays a small part of the work. */
export function createSaver(dump: () => unknown, save: ((dump: unknown) => void) | undefined): { changed(): void } {
  let isWaiting = false;
  let lastCostMs = 0;

  function run(): void {
    isWaiting = false;
    const start = performance.now();
    save?.(dump());
    lastCostMs = performance.now() - start;
  }

  return {
    changed() {
      if (isWaiting || save === undefined) return;
      isWaiting = true;
      later(Math.max(QUIET_MS, lastCostMs * 10), run);
    },
  };
}
