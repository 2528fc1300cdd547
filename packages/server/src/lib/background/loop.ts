import type { Runtime } from '../runtime/runtime.ts';

/** Work that repeats in the background. */
export interface Loop {
  start(): void;
  /** Looks now instead of at the end of the pause. */
  wake(): void;
  /** Begins no further round; resolves when the present one has ended. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly runtime: Runtime;
  /** The longest pause between two rounds. */
  readonly intervalMs: number;
  /** One round. Gives whether more is waiting, then the next round begins at once. */
  readonly round: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

/** Runs one round at a time, never two, and outlives every failure. */
export function createLoop({ runtime, intervalMs, round, onError }: LoopOptions): Loop {
  let started = false;
  let awake = false;
  let running: Promise<void> | undefined;
  let cancel = () => {};

  // Asynchronous, so that a round that throws before it waits for anything is a failure like any other.
  const attempt = async () => await round();

  async function run(): Promise<void> {
    do {
      awake = false;
      const more = await attempt().catch((error: unknown) => {
        onError(error);
        return false;
      });
      awake ||= more;
    } while (awake && started);
    running = undefined;
    if (started) cancel = runtime.later(go, intervalMs);
  }

  function go(): void {
    cancel();
    running ??= run();
  }

  return {
    start() {
      started = true;
      go();
    },
    wake() {
      if (!started) return;
      awake = true;
      go();
    },
    async stop() {
      started = false;
      cancel();
      await running;
    },
  };
}
