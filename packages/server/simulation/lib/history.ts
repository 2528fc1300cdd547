import type { AccessChange } from '../../src/index.ts';
import { loadHandler } from '../../src/lib/http/handle-lazily.ts';
import { memoryStore } from '../../src/memory.ts';
import { act } from './actors/act.ts';
import type { Stage } from './actors/stage.ts';
import { PAID_TIERS } from './catalog.ts';
import { auditAll } from './checks/audit-all.ts';
import { createInstance, type Instance } from './engine/instance.ts';
import { drawWeather } from './engine/weather.ts';
import { createWorld, type Violation, type World } from './engine/world.ts';
import { createDeeds } from './oracle/deeds.ts';
import { createWatch } from './oracle/watch.ts';
import { noPlant, type Plant } from './plant.ts';
import { createCourier } from './provider/courier.ts';
import { createModel } from './provider/model.ts';
import { PROVIDER_ID, providerOver } from './provider/port.ts';
import { createSubscriptionLife } from './provider/subscription-life.ts';

export interface HistoryOptions {
  readonly seed: string;
  readonly steps: number;
  readonly instances: number;
  /** A fault that is put in on purpose. @default none */
  readonly plant?: Plant;
}

export interface HistoryReport {
  readonly seed: string;
  readonly violation: Violation | null;
  /** The last things that happened before the violation. */
  readonly trace: readonly string[];
  /** Commands that the ledger decided. */
  readonly commands: number;
  readonly deeds: number;
  readonly webhooks: number;
  readonly virtualMs: number;
}

/** Plays one history to its end, or to its first violation. The same options give the same history, to the last bit. */
export async function playHistory(options: HistoryOptions): Promise<HistoryReport> {
  // Reading a file takes real time, of which a virtual clock knows nothing: it is done before the first history begins.
  await loadHandler();
  const stage = openStage(options);
  const { world } = stage;
  const beganAt = world.now();
  for (const instance of stage.instances) instance.boot();
  for (let step = 0; step < options.steps && world.violation() === null; step += 1) {
    act(stage);
    await world.scheduler.run(world.dice.chance(0.4) ? 0 : world.dice.whole(1, 3000), () => world.violation() !== null);
  }
  if (world.violation() === null) await auditAll(stage);
  return {
    ...{ seed: options.seed, violation: world.violation(), trace: world.trace.lines() },
    commands: stage.watch.commands(),
    deeds: stage.deeds.all().length,
    webhooks: stage.watch.received().size,
    virtualMs: world.now() - beganAt,
  };
}

function openStage({ seed, instances: count, plant = noPlant }: HistoryOptions): Stage {
  const world = createWorld(seed);
  const { dice, now } = world;
  const instances: Instance[] = [];
  const courier = createCourier(world, () => instances);
  const model = createModel({
    now,
    announce: (event) =>
      courier.send({ ...event, provider: PROVIDER_ID, id: model.nextId('evt'), occurredAt: new Date(now()).toISOString() }),
  });
  const life = createSubscriptionLife({ model, now, dice });
  const watch = createWatch(world, { model });
  const truth = memoryStore({ now });
  const store = watch.over(truth);
  const house = { world, model, life, watch, refusesUsage: dice.chance(0.2) };
  const told = new Map<string, AccessChange>();
  const onAccessChange = hookOf(world, told);
  for (let number = 1; number <= Math.max(1, count); number += 1) {
    const over: Parameters<typeof createInstance>[0]['providerOver'] = (line) => providerOver(house, line);
    instances.push(createInstance({ name: `instance ${number}`, world, store, providerOver: over, plant, onAccessChange }));
  }
  const [first, ...others] = instances;
  if (first === undefined) throw new Error('A history needs an instance.');
  const stage: Stage = {
    ...{ world, model, life, courier, watch, truth, told },
    instances: [first, ...others],
    deeds: createDeeds(now),
    customers: ['c1', 'c2', 'c3', 'c4'],
  };
  populate(stage);
  // One history in four has only the faults that actors bring.
  if (!dice.chance(0.25)) world.weather = drawWeather(dice);
  return stage;
}

// Some have a plan before we hear of them, some are known to the provider, some are new.
function populate({ customers, world: { dice }, model, life }: Stage): void {
  for (const customerId of customers) {
    const kind = dice.pick(['paying', 'paying', 'known', 'new'] as const);
    if (kind === 'paying') life.start(customerId, dice.pick(PAID_TIERS));
    if (kind === 'known') model.bind(customerId);
  }
}

function hookOf(world: World, told: Map<string, AccessChange>): (change: AccessChange) => Promise<void> {
  return async (change) => {
    const isWell = world.healedAt !== null;
    if (!isWell && world.dice.chance(0.05)) throw new Error('The host could not be told.');
    told.set(change.customerId, change);
    world.trace.note(
      `the host is told: ${change.customerId} has ${change.tier}, ${change.status} until ${change.accessUntil} (${change.key.slice(-6)})`,
    );
    if (!isWell && world.dice.chance(0.1))
      await new Promise<void>((resolve) => world.scheduler.after(world.dice.whole(1, 15_000), resolve));
  };
}
