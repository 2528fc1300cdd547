import { nextDueAt, runDue } from './billing/run-due.ts';
import type { Core } from './core.ts';
import { createFaults } from './faults.ts';
import { notFound } from './http/api-error.ts';
import type { PolarEmulatorOptions } from './polar-emulator.ts';
import { presentCustomerState } from './present/present-customer-state.ts';
import { createSaver } from './saver.ts';
import { DEFAULT_ORGANIZATION_ID, type PolarSeed, plantSeed } from './seed.ts';
import { createStateNotifier } from './state-notifier.ts';
import { createUsageIndex } from './usage/usage-index.ts';
import { createVirtualClock } from './virtual-clock.ts';
import { deliverByFetch } from './webhooks/attempt.ts';
import { writeEvents } from './webhooks/emit.ts';
import { createOutbox } from './webhooks/outbox.ts';
import { createWorld, dumpWorld, loadWorld } from './world.ts';

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
  const random = options.random ?? Math.random;
  const world = options.load === undefined ? createWorld(seed.organizationId ?? DEFAULT_ORGANIZATION_ID) : loadWorld(options.load);
  const clock = createVirtualClock(options.clock ?? { now: () => Date.now() }, () => core.world);
  const saver = createSaver(() => dumpWorld(core.world), options.onChange);
  let dueAt: number | null = null;

  const faults = createFaults({
    random,
    onSet(fault) {
      if (fault.kind === 'stale-state')
        for (const customer of core.world.customers.values()) faults.frozen(customer.id, () => presentCustomerState(core, customer));
    },
    onClear: () => outbox.resume(),
  });
  const outbox = createOutbox({
    world: () => core.world,
    clock,
    faults,
    deliver: options.deliver ?? deliverByFetch,
    random,
    retryScale: options.retryScale ?? 1,
    onChange: saver.changed,
  });
  const states = createStateNotifier(options.stateDelayMs ?? 100, (customerId) => {
    const customer = core.world.customers.get(customerId);
    if (customer !== undefined) core.emit('customer.state_changed', presentCustomerState(core, customer));
  });

  const core: Core = {
    world,
    usage: createUsageIndex(world),
    baseUrl: options.baseUrl ?? 'http://127.0.0.1:4100',
    accessToken: options.accessToken ?? 'polar_oat_local',
    clock,
    faults,
    emit(type, data) {
      for (const event of writeEvents(core.world, clock, { type, data })) outbox.enqueue(event);
    },
    stateChanged: states.ask,
    changed() {
      dueAt = null;
      saver.changed();
    },
  };

  function catchUp(): void {
    dueAt ??= nextDueAt(core);
    if (dueAt <= clock.now()) runDue(core, clock.now(), states.flush);
  }

  function reset(next: PolarSeed): void {
    outbox.stop();
    states.forget();
    core.world = createWorld(next.organizationId ?? DEFAULT_ORGANIZATION_ID);
    core.usage = createUsageIndex(core.world);
    faults.clear();
    plantSeed(core, next);
    core.changed();
  }

  if (options.load === undefined) plantSeed(core, seed);
  else outbox.restore();

  return {
    core,
    catchUp,
    advanceTo(instant) {
      runDue(core, instant, states.flush);
      clock.travelTo(instant);
      states.flush();
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
    reset,
    dump: () => dumpWorld(core.world),
  };
}
