import { setTimeout as delay } from 'node:timers/promises';
import { type Executed, executeKill } from './execute-kill.ts';
import type { PlannedKill } from './kill-plan.ts';
import type { Rig } from './open-rig.ts';

const LOOK_MS = 5;
// The time for which a process is away, as far as the store's clock goes: longer than every lease that it may have held.
const AWAY_MS = 65_000;

/** Ends servers as planned, each when the run has come so far. */
export async function runKills(rig: Rig, plan: readonly PlannedKill[], progress: () => number): Promise<Executed[]> {
  const executed: Executed[] = [];
  const dice = rig.dice.fork('victims');
  for (const kill of plan) {
    while (progress() < kill.progress) await delay(LOOK_MS);
    const { slot } = dice.pick(rig.posts);
    rig.jump(AWAY_MS);
    executed.push(await executeKill(slot, kill, async () => rig.storePlace.crash?.()));
  }
  return executed;
}
