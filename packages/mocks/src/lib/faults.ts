import type { PolarEmulator } from '@plimsoll/polar-emulator';
import { pause } from './pause.ts';

/** What can go wrong on the way; each stays until `clear`. */
export interface MockFaults {
  /** Every billing route answers this many milliseconds later. */
  slow(ms: number): void;
  /** No billing route can be reached from the page. */
  offline(): void;
  /** Polar answers nothing but errors. Resolves when the engine has noticed. */
  providerDown(): Promise<void>;
  /** Everything works again. Resolves when the engine has noticed. */
  clear(): Promise<void>;
}

/** The faults and what they do to a request. */
export interface FaultSwitch {
  readonly faults: MockFaults;
  /** Waits as long as a request takes now; false when it does not arrive. */
  letThrough(): Promise<boolean>;
}

export interface FaultSwitchOptions {
  readonly emulator: Pick<PolarEmulator, 'faults'>;
  /** Resolves when the engine knows whether Polar is there. */
  readonly notice: (reachable: boolean) => Promise<void>;
}

export function createFaultSwitch({ emulator, notice }: FaultSwitchOptions): FaultSwitch {
  let delayMs = 0;
  let isOffline = false;
  return {
    faults: {
      slow(ms) {
        delayMs = ms;
      },
      offline() {
        isOffline = true;
      },
      async providerDown() {
        emulator.faults.set({ kind: 'status', status: 503 });
        await notice(false);
      },
      async clear() {
        delayMs = 0;
        isOffline = false;
        emulator.faults.clear();
        await notice(true);
      },
    },
    async letThrough() {
      if (delayMs > 0) await pause(delayMs);
      return !isOffline;
    },
  };
}
