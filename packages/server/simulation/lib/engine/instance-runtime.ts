import { createHash } from 'node:crypto';
import type { Runtime } from '../../../src/index.ts';
import type { Caller } from './line.ts';
import type { World } from './world.ts';

/** Clock, timers and chance of one virtual process. Its clock may be off; its timers are not. */
export function createInstanceRuntime({ world, caller, skewMs }: { world: World; caller: Caller; skewMs: () => number }): Runtime {
  const { dice, scheduler } = world;
  const now = () => world.now() + skewMs();
  return {
    now,
    monotonic: scheduler.now,
    random: dice.next,
    uuid: () => uuidOf(now(), dice.next),
    later(task, delayMs) {
      let cancelled = false;
      const drop = scheduler.after(delayMs, () =>
        caller.deliver(() => {
          if (!cancelled) task();
        }),
      );
      return () => {
        cancelled = true;
        drop();
      };
    },
    // At once: what the scheduler does not know of would still be under way when it thinks that all has come to rest.
    sha256: async (text) => createHash('sha256').update(text).digest('hex'),
  };
}

function uuidOf(now: number, random: () => number): string {
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}
