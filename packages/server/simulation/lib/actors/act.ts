import { buy } from './buy.ts';
import { changeAtProvider, changeThroughRoutes, look } from './change-plans.ts';
import { misbehave, passTime } from './mischief.ts';
import type { Stage } from './stage.ts';
import { refund, repeat, useUnits } from './use-units.ts';

type Actor = (stage: Stage) => Promise<void> | void;

const WEIGHTS: readonly (readonly [number, Actor])[] = [
  [52, useUnits],
  [6, repeat],
  [4, refund],
  [5, look],
  [6, changeAtProvider],
  [5, changeThroughRoutes],
  [8, buy],
  [8, misbehave],
  [6, passTime],
];
const TOTAL = WEIGHTS.reduce((sum, [weight]) => sum + weight, 0);

/** Sets one actor going; it goes on beside all others. */
export function act(stage: Stage): void {
  const { world } = stage;
  const actor = pickActor(world.dice.next() * TOTAL);
  const play = async () => await actor(stage);
  play().catch((error: unknown) =>
    world.violate('the-simulation-itself', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
}

function pickActor(draw: number): Actor {
  let sum = 0;
  const found = WEIGHTS.find(([weight]) => {
    sum += weight;
    return draw < sum;
  });
  return found?.[1] ?? useUnits;
}
