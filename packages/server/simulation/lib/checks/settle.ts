import type { Stage } from '../actors/stage.ts';
import { visit } from '../actors/visit.ts';
import { calm } from '../engine/weather.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than any pause before another try, and than any hold. */
const LONGEST_PAUSE_MS = 16 * MINUTE;
const LONGEST_WORK_MS = 60_000;
const MOST_ROUNDS = 8;
const SLICE_MS = 3000;
const SLICES = 25;
/** Until background work has seen what is due: a round of each loop. */
const ROUND_MS = 12_000;

/** Ends all faults. What comes after them has a bounded time. */
export function heal(stage: Stage): void {
  stage.world.healedAt = stage.world.scheduler.now();
  stage.world.weather = calm;
  stage.world.trace.note('all faults end');
  for (const instance of stage.instances) {
    instance.isCutOff = false;
    instance.skewMs = 0;
    instance.thaw();
    instance.boot();
  }
}

/** Lets time pass until nothing waits any more; gives what still does when the bound is reached, null when all is quiet. */
export async function comeToRest(stage: Stage): Promise<string | null> {
  let waiting = await findWaiting(stage);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    stage.life.runDue();
    for (let slice = 0; slice < SLICES; slice += 1) {
      await stage.world.scheduler.run(SLICE_MS);
      waiting = await findWaiting(stage);
      if (waiting === null) return null;
    }
    stage.world.leap(LONGEST_PAUSE_MS);
  }
  return waiting;
}

async function findWaiting({ truth, courier, deeds, instances, world }: Stage): Promise<string | null> {
  const [inbox, outbox] = await Promise.all([truth.inbox.summary(), truth.outbox.summary()]);
  const down = instances.filter((instance) => !instance.isUp() || instance.isFrozen()).length;
  const waiting = {
    webhooks: inbox.waiting,
    usage: outbox.waiting,
    deliveries: courier.pending(),
    deeds: deeds.open(),
    down,
    calls: world.stragglers.count,
  };
  return Object.values(waiting).some((count) => count > 0) ? JSON.stringify(waiting) : null;
}

/** The same, and then until the last hold that a client gave up has run out. */
export async function comeToFullRest(stage: Stage): Promise<string | null> {
  const waiting = await comeToRest(stage);
  if (waiting !== null) return waiting;
  stage.world.leap(LONGEST_PAUSE_MS);
  return await comeToRest(stage);
}

/** A day later every customer is looked at: what the provider never told is read again. */
export async function readAllAgain(stage: Stage): Promise<string | null> {
  stage.world.leap(25 * HOUR);
  stage.life.runDue();
  const waiting = await comeToRest(stage);
  const [instance] = stage.instances;
  await finish(stage, () =>
    Promise.all(stage.customers.map((customerId) => visit(stage, instance, { customerId, method: 'GET', path: '/state' }))),
  );
  // Old snapshots are read again behind the answer.
  await stage.world.scheduler.run(SLICE_MS);
  return waiting ?? (await comeToRest(stage));
}

/** Lets time pass until a piece of work has ended. */
export async function finish<T>({ world }: Stage, work: () => Promise<T>): Promise<T> {
  let ended = false;
  const result = work().finally(() => {
    ended = true;
  });
  await world.scheduler.run(LONGEST_WORK_MS, () => ended);
  return await result;
}

/** The next pass over all customers. */
export async function reconcile(stage: Stage): Promise<void> {
  stage.world.leap(61 * MINUTE);
  await stage.world.scheduler.run(ROUND_MS);
  await comeToRest(stage);
}
