import { type AccessChange, type Billing, createBilling, type Provider, type Runtime, type Store } from '../../../src/index.ts';
import { catalog } from '../catalog.ts';
import { settings } from '../settings.ts';
import { drawProviderFate, drawStoreFate } from './fates.ts';
import { createInstanceRuntime } from './instance-runtime.ts';
import { type Caller, createLine, type Line } from './line.ts';
import { remoteStore } from './remote-store.ts';
import type { World } from './world.ts';

/** How a call to an instance ended. `lost`: it died, or nobody waited any longer. */
type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'lost' };

/** One virtual process with the billing engine in it. */
export interface Instance {
  readonly name: string;
  /** How far its host's clock is off, in milliseconds. */
  skewMs: number;
  /** Whether the network between it and the store is cut. */
  isCutOff: boolean;
  isUp(): boolean;
  isFrozen(): boolean;
  boot(): void;
  /** Ends it in the middle of everything: what it waits for never comes. */
  crash(): void;
  /** Stops it as a suspended machine is stopped: all that comes waits until it thaws. */
  freeze(): void;
  thaw(): void;
  call<T>(work: (billing: Billing) => Promise<T>, patienceMs?: number): Promise<Answer<T>>;
}

/** What a wrapper around a port may use of the instance that it is in. */
export interface Ground {
  readonly runtime: Runtime;
}

export interface InstanceOptions {
  readonly name: string;
  readonly world: World;
  readonly store: Store;
  /** The provider as it answers over a given line. */
  readonly providerOver: (line: Line) => Provider;
  /** Faults that are put in to see whether they are found. */
  readonly plant: { store(store: Store, ground: Ground): Store; provider(provider: Provider, ground: Ground): Provider };
  readonly onAccessChange: (change: AccessChange) => void;
}

interface Life extends Caller {
  readonly billing: Billing;
  frozen: boolean;
  end(): void;
  onEnd(task: () => void): void;
}

const PATIENCE_MS = 30_000;

export function createInstance(options: InstanceOptions): Instance {
  const { name, world } = options;
  const { scheduler, trace } = world;
  let life: Life | null = null;

  const instance: Instance = {
    name,
    skewMs: 0,
    isCutOff: false,
    isUp: () => life !== null,
    isFrozen: () => life?.frozen === true,
    boot() {
      if (life !== null) return;
      const born = bear(options, instance);
      life = born;
      trace.note(`${name} starts`);
      born.billing.start().catch(() => {
        trace.note(`${name} could not start`);
        if (life === born) instance.crash();
        scheduler.after(2000, () => instance.boot());
      });
    },
    crash() {
      if (life === null) return;
      trace.note(`${name} crashes`);
      life.end();
      life = null;
    },
    freeze() {
      if (life !== null) life.frozen = true;
    },
    thaw() {
      if (life === null || !life.frozen) return;
      trace.note(`${name} goes on`);
      life.frozen = false;
      life.deliver(() => {});
    },
    call(work, patienceMs = PATIENCE_MS) {
      return life === null ? Promise.resolve({ kind: 'lost' }) : ask(life, work, { scheduler, patienceMs });
    },
  };
  return instance;
}

function ask<T>(
  life: Life,
  work: (billing: Billing) => Promise<T>,
  { scheduler, patienceMs }: { scheduler: World['scheduler']; patienceMs: number },
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    life.onEnd(() => resolve({ kind: 'lost' }));
    scheduler.after(patienceMs, () => resolve({ kind: 'lost' }));
    life.deliver(() => {
      work(life.billing).then(
        (value) => resolve({ kind: 'done', value }),
        (error: unknown) => resolve({ kind: 'failed', error }),
      );
    });
  });
}

function bear({ world, store, providerOver, plant, onAccessChange }: InstanceOptions, instance: Instance): Life {
  const body = createBody();
  const runtime = createInstanceRuntime({ world, caller: body, skewMs: () => instance.skewMs });
  const ground: Ground = { runtime };
  const storeLine = createLine({ world, caller: body, draw: () => drawStoreFate(world, instance.isCutOff) });
  const providerLine = createLine({ world, caller: body, draw: () => drawProviderFate(world) });
  const billing = createBilling({
    ...{ catalog, settings, runtime, onAccessChange },
    store: plant.store(remoteStore(store, { line: storeLine, caller: body }), ground),
    provider: plant.provider(providerOver(providerLine), ground),
    allowedOrigins: ['https://app.example'],
  });
  return Object.assign(body, { billing });
}

function createBody(): Omit<Life, 'billing'> {
  let alive = true;
  let backlog: (() => void)[] = [];
  const endings: (() => void)[] = [];
  const body = {
    frozen: false,
    isAlive: () => alive,
    deliver(task: () => void) {
      if (!alive) return;
      backlog.push(task);
      if (body.frozen) return;
      const due = backlog;
      backlog = [];
      for (const waiting of due) waiting();
    },
    end() {
      alive = false;
      for (const task of endings) task();
    },
    onEnd: (task: () => void) => void endings.push(task),
  };
  return body;
}
