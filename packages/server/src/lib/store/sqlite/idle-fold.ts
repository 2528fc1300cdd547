import { systemRuntime } from '../../runtime/runtime.ts';

// Nobody who writes now waits for what can be done a moment later.
const QUIET_MS = 20;

/** Folds the journal as soon as nobody writes. */
export interface IdleFold {
  /** Something was written. */
  noteWrite(): void;
  stop(): void;
}

/** Asks for one slice after the other, until `fold` says that nothing is left, or fails: then the next write begins anew. */
export function createIdleFold(fold: () => Promise<boolean>): IdleFold {
  let lastWrite = 0;
  let cancel: (() => void) | undefined;
  let stopped = false;

  function look(): void {
    cancel = undefined;
    const quiet = systemRuntime.monotonic() - lastWrite;
    if (quiet < QUIET_MS) lookIn(QUIET_MS - quiet);
    else void fold().then(goOn, () => undefined);
  }

  function lookIn(delayMs: number): void {
    if (!stopped) cancel ??= systemRuntime.later(look, delayMs);
  }

  function goOn(more: boolean): void {
    if (more) lookIn(0);
  }

  return {
    noteWrite() {
      lastWrite = systemRuntime.monotonic();
      if (cancel === undefined) lookIn(QUIET_MS);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
