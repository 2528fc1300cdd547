import { setTimeout as delay } from 'node:timers/promises';
import { systemRuntime } from '../../runtime/runtime.ts';
import { failureKind, mapError } from './map-error.ts';

const SHORTEST_MS = 5;
const LONGEST_MS = 80;

/** Tries again while someone else holds a lock, without blocking this process in between, until the deadline. */
export async function withPatience<T>(deadline: number, attempt: () => Promise<T>): Promise<T> {
  for (let pause = SHORTEST_MS; ; pause = Math.min(LONGEST_MS, pause * 2)) {
    try {
      return await attempt();
    } catch (error) {
      if (failureKind(error) !== 'busy' || systemRuntime.now() >= deadline) throw mapError(error);
    }
    // Jitter, so that processes that met at a lock do not meet there again.
    await delay(pause * (0.5 + systemRuntime.random()));
  }
}
