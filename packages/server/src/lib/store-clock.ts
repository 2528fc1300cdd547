import type { Runtime } from './runtime/runtime.ts';
import type { Store } from './store.ts';

// Both clocks are slewed by whoever sets the time; more than this between two looks is a jump.
const JUMP_MS = 500;

/** The store's clock, remembered between two readings, so that not every call has to ask for it. */
export interface StoreClock {
  /** Milliseconds, at most one round trip behind and never ahead; null when it must be read. */
  known(): number | null;
  /** Reads it. Callers at the same time share one reading. Rejects as `store.now()` does. */
  read(): Promise<number>;
}

interface Mark {
  readonly store: number;
  readonly host: number;
  readonly monotonic: number;
}

/**
 * From one reading on, time passes by the host's monotonic clock: setting the host's time moves no window. It still ends a reading's
 * life, since some stores go by the host's time themselves.
 */
export function createStoreClock(store: Pick<Store, 'now'>, { runtime, keepMs }: { runtime: Runtime; keepMs: number }): StoreClock {
  let mark: Mark | null = null;
  let reading: Promise<number> | undefined;

  async function read(): Promise<number> {
    const asked = { host: runtime.now(), monotonic: runtime.monotonic() };
    const now = await store.now();
    // As if the store had looked at its clock at the last moment: so what is remembered is never ahead of it.
    const took = runtime.monotonic() - asked.monotonic;
    mark = { store: now, host: asked.host + took, monotonic: asked.monotonic + took };
    return now;
  }

  return {
    known() {
      if (mark === null) return null;
      const passed = runtime.monotonic() - mark.monotonic;
      const jumped = Math.abs(runtime.now() - mark.host - passed) > JUMP_MS;
      return jumped || passed >= keepMs ? null : mark.store + Math.floor(passed);
    },
    read() {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };
}
