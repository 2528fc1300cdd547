import type { World } from './world.ts';

/** Three readings of time: real, virtual (real plus the world's offset), and stamps that never repeat. */
export interface VirtualClock {
  /** Real milliseconds: signatures and retries live here. */
  real(): number;
  /** Virtual milliseconds: everything that Polar would date lives here. */
  now(): number;
  iso(): string;
  /** A fresh instant, later than every stamp before it, so that two changes never carry the same date. */
  stamp(): string;
  /** Moves virtual time forward to an instant; never back. */
  travelTo(instant: number): void;
}

export function createVirtualClock(source: { now(): number }, world: () => World): VirtualClock {
  const real = () => source.now();
  const now = () => real() + world().offset;
  return {
    real,
    now,
    iso: () => new Date(now()).toISOString(),
    stamp() {
      const current = world();
      current.lastStamp = Math.max(now(), current.lastStamp + 1);
      return new Date(current.lastStamp).toISOString();
    },
    travelTo(instant) {
      const current = world();
      current.offset = Math.max(current.offset, instant - real());
    },
  };
}
