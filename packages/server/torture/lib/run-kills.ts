import { setTimeout as delay } from 'node:timers/promises';
import { type Executed, executeKill } from './execute-kill.ts';
import type { PlannedKill } from './kill-plan.ts';
import type { Rig } from './open-rig.ts';
import { subscribe } from './plan-changes.ts';

const LOOK_MS = 5;
// The time for which a process is away, as far as the store's clock goes: longer than every lease that it may have held.
const AWAY_MS = 65_000;
const NEWCOMERS = 2;
const LATEST_MS = 80;

/** Ends servers as planned, each when the run has come so far. */
export async function runKills(rig: Rig, plan: readonly PlannedKill[], progress: () => number): Promise<Executed[]> {
  const executed: Executed[] = [];
  const dice = rig.dice.fork('victims');
  for (const kill of plan) {
    while (progress() < kill.progress) await delay(LOOK_MS);
    const { slot } = dice.pick(rig.posts);
    const welcoming = welcome(rig);
    // Somewhere between their payment and the moment when all is settled.
    if (kill.how !== 'crash') await delay(dice.whole(0, LATEST_MS));
    const between = { slot, away: () => rig.jump(AWAY_MS), crashStore: async () => rig.storePlace.crash?.() };
    executed.push(await executeKill(between, kill));
    await welcoming;
  }
  return executed;
}

async function welcome({ world, newcomers }: Rig): Promise<void> {
  for (let count = 0; count < NEWCOMERS; count += 1) {
    const id = `newcomer-${newcomers.length}`;
    newcomers.push({ id, kind: 'newcomer' });
    // A fault of the provider may stop one; then there is nothing to know of.
    await subscribe(world, id, 'pro').catch(() => undefined);
  }
}
