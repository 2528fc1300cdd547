import { nextDueAt, runDue } from './billing/run-due.ts';
import type { Core } from './core.ts';
import { createFaults, type Faults } from './faults.ts';
import { notFound } from './http/api-error.ts';
import type { PolarEmulatorOptions } from './polar-emulator.ts';
import { presentCustomerState } from './present/present-customer-state.ts';
import { createSaver } from './saver.ts';
import { DEFAULT_ORGANIZATION_ID, type PolarSeed, plantSeed } from './seed.ts';
import { createStateNotifier, type StateNotifier } from './state-notifier.ts';
import { createUsageIndex } from './usage/usage-index.ts';
import { createVirtualClock } from './virtual-clock.ts';
import { deliverByFetch } from './webhooks/attempt.ts';
import { writeEvents } from './webhooks/emit.ts';
import { createOutbox, type Outbox } from './webhooks/outbox.ts';
import { createWorld, dumpWorld, loadWorld, type World } from './world.ts';

/** The living parts around a core: what moves its clock, sends its webhooks and saves its world. */
export interface Runtime {
  core: Core;
  /** Runs what has fallen due by now. Called before every request. */
  catchUp(): void;
  advanceTo(instant: number): void;
  redeliver(eventId: string): void;
  settled(): Promise<void>;
  reset(seed: PolarSeed): void;
  dump(): unknown;
}

export function createRuntime(options: PolarEmulatorOptions, seed: PolarSeed): Runtime {
  const { core, outbox, states, dues } = assemble(options, seed);
  if (options.load === undefined) plantSeed(core, seed);
  else outbox.restore();

  return {
    core,
    catchUp() {
      if (dues.next() <= core.clock.now()) runDue(core, core.clock.now(), states.flush);
    },
    advanceTo(instant) {
      // What was about to be told belongs to the time before.
      states.flush();
      runDue(core, instant, states.flush);
      core.clock.travelTo(instant);
      core.changed();
    },
    redeliver(eventId) {
      const event = core.world.webhookEvents.get(eventId);
      if (event === undefined) throw notFound();
      event.skipped = false;
      outbox.enqueue(event);
    },
    async settled() {
      do {
        states.flush();
        await outbox.idle();
      } while (states.isWaiting());
    },
    reset(next) {
      outbox.stop();
      states.forget();
      core.world = emptyWorld(next);
      core.usage = createUsageIndex(core.world);
      core.faults.clear();
      plantSeed(core, next);
      core.changed();
    },
    dump: () => dumpWorld(core.world),
  };
}

interface Assembly {
  core: Core;
  outbox: Outbox;
  states: StateNotifier;
  dues: Dues;
}

/** Ties the knot: the parts need the core, and the core hands their services on. */
function assemble(options: PolarEmulatorOptions, seed: PolarSeed): Assembly {
  const world = options.load === undefined ? emptyWorld(seed) : loadWorld(options.load);
  const random = options.random ?? Math.random;
  const clock = createVirtualClock(options.clock ?? { now: () => Date.now() }, () => core.world);
  const saver = createSaver(() => dumpWorld(core.world), options.onChange);
  const dues = createDues(() => nextDueAt(core));
  const faults: Faults = createFaults({ random, onFreeze: () => freezeStates(core), onClear: () => outbox.resume() });
  const outbox = createOutbox({
    world: () => core.world,
    clock,
    faults,
    deliver: options.deliver ?? deliverByFetch,
    random,
    retryScale: options.retryScale ?? 1,
    onChange: saver.changed,
  });
  const states = createStateNotifier(options.stateDelayMs ?? 100, (customerId) => emitState(core, customerId));
  const core: Core = {
    world,
    usage: createUsageIndex(world),
    baseUrl: options.baseUrl ?? 'http://127.0.0.1:4100',
    meterLagMs: options.meterLagMs ?? 0,
    accessToken: options.accessToken ?? 'polar_oat_local',
    clock,
    faults,
    emit(type, data) {
      for (const event of writeEvents(core.world, clock, { type, data })) outbox.enqueue(event);
    },
    stateChanged: states.ask,
    changed() {
      dues.forget();
      saver.changed();
    },
  };
  return { core, outbox, states, dues };
}

function emptyWorld(seed: PolarSeed): World {
  return createWorld(seed.organizationId ?? DEFAULT_ORGANIZATION_ID);
}

function freezeStates(core: Core): void {
  for (const customer of core.world.customers.values()) core.faults.frozen(customer.id, () => presentCustomerState(core, customer));
}

function emitState(core: Core, customerId: string): void {
  const customer = core.world.customers.get(customerId);
  if (customer !== undefined) core.emit('customer.state_changed', presentCustomerState(core, customer));
}

interface Dues {
  /** The next instant at which something falls due, in virtual milliseconds. */
  next(): number;
  forget(): void;
}

/** Remembers the answer until something changes: it is asked for before every request. */
function createDues(find: () => number): Dues {
  let known: number | null = null;
  return {
    next() {
      known ??= find();
      return known;
    },
    forget() {
      known = null;
    },
  };
}
