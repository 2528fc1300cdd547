import { BillingError } from '../../../src/index.ts';
import type { World } from './world.ts';

/** What becomes of one call over the network. */
export interface Fate {
  readonly thereMs: number;
  readonly backMs: number;
  /** Why it never arrives. */
  readonly refused?: Error;
  /** Why its answer never arrives, although it took effect. */
  readonly swallowed?: Error;
  /** Whether it still arrives when the caller dies meanwhile. */
  readonly outlivesCaller: boolean;
}

/** The side of a process that a network sees. */
export interface Caller {
  isAlive(): boolean;
  /** Runs a task in the process: at once, when it thaws, or never. */
  deliver(task: () => void): void;
}

/** One way for calls: each travels, takes effect at one instant, and its answer travels back. */
export type Line = <T>(work: () => Promise<T>) => Promise<T>;

const STRAGGLER_MS = 1000;

export function createLine({ world, caller, draw }: { world: World; caller: Caller; draw: () => Fate }): Line {
  const { scheduler, longLeaps, stragglers } = world;

  function travel<T>(work: () => Promise<T>, settle: (outcome: () => Promise<T>) => void): void {
    const { thereMs, backMs, refused, swallowed, outlivesCaller } = draw();
    const begunAt = longLeaps();
    const straggles = thereMs + backMs > STRAGGLER_MS ? 1 : 0;
    stragglers.count += straggles;
    const answer = (outcome: () => Promise<T>) =>
      scheduler.after(backMs, () => {
        stragglers.count -= straggles;
        caller.deliver(() => settle(longLeaps() === begunAt ? outcome : () => Promise.reject(connectionReset())));
      });
    scheduler.after(thereMs, () => {
      if (refused !== undefined) return answer(() => Promise.reject(refused));
      if (longLeaps() !== begunAt || (!caller.isAlive() && !outlivesCaller)) return answer(() => Promise.reject(connectionReset()));
      const done = work();
      done.then(
        () => answer(() => (swallowed === undefined ? done : Promise.reject(swallowed))),
        () => answer(() => done),
      );
    });
  }

  // Work that a host does inside the instance may end after its death: then nobody is left who could call.
  return (work) => new Promise((resolve) => caller.deliver(() => travel(work, (outcome) => resolve(outcome()))));
}

// No packet is on its way for a day.
function connectionReset(): BillingError {
  return new BillingError('store_unavailable', 'The connection was reset.');
}
