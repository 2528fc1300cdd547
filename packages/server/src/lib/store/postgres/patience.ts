import { setTimeout as delay } from 'node:timers/promises';
import { systemRuntime } from '../../runtime/runtime.ts';
import { failureKind, mapError } from './map-error.ts';

const SHORTEST_MS = 5;
const LONGEST_MS = 250;

/** Tries again while someone else is in the way or the connection is lost, until the deadline. */
export async function withPatience<T>(deadline: number, attempt: () => Promise<T>): Promise<T> {
  for (let pause = SHORTEST_MS; ; pause = Math.min(LONGEST_MS, pause * 2)) {
    try {
      return await attempt();
    } catch (error) {
      if (failureKind(error) === 'other' || systemRuntime.now() + pause >= deadline) throw mapError(error);
    }
    // Jitter, so that instances that lost one server do not all come back to it at the same moment.
    await delay(pause * (0.5 + systemRuntime.random()));
  }
}
