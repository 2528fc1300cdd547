import type { Runtime } from '@plimsoll/server';

/** The one clock of a mock backend: real time, shifted. */
export interface MockClock {
  /** Milliseconds. */
  now(): number;
  shift(ms: number): void;
}

export function createMockClock(shiftMs: number): MockClock {
  let offset = shiftMs;
  return {
    now: () => Date.now() + offset,
    shift(ms) {
      offset += ms;
    },
  };
}

/** What the server core takes from its surroundings, on the mock's clock. Timers stay real: nothing waits for a clock that is moved. */
export function mockRuntime({ now }: Pick<MockClock, 'now'>): Omit<Runtime, 'sha256'> {
  return {
    now,
    monotonic: () => performance.now(),
    random: () => Math.random(),
    uuid: () => uuidv7(now()),
    later(task, delayMs) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

function uuidv7(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
