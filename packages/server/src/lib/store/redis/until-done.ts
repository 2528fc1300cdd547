import { systemRuntime } from '../../runtime/runtime.ts';

const AGAIN_MS = 500;

/** Work of which one run at a time is under way. */
export interface UntilDone {
  /** Asks for a run that begins from now on; many who ask while one is under way get one. */
  ask(): void;
  /** Begins none any more. */
  stop(): void;
}

/** Runs the work when it is asked for, and again after a pause for as long as it rejects. Never keeps a process alive. */
export function untilDone(work: () => Promise<void>): UntilDone {
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;
  let cancel: (() => void) | undefined;

  function plan(delayMs: number): void {
    if (isStopped) return;
    cancel?.();
    cancel = systemRuntime.later(() => void run(), delayMs);
  }

  async function run(): Promise<void> {
    isRunning = true;
    isWanted = false;
    const isDone = await work().then(
      () => true,
      () => false,
    );
    isRunning = false;
    if (isWanted || !isDone) plan(AGAIN_MS);
  }

  return {
    ask() {
      isWanted = true;
      if (!isRunning) plan(0);
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
