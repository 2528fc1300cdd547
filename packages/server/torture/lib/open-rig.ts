import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from './audit/audit-access.ts';
import { type ChaosProxy, openChaosProxy } from './chaos-proxy.ts';
import { type Courier, createCourier } from './courier.ts';
import { type Customer, makeCustomers } from './customers.ts';
import { createDice, type Dice } from './dice.ts';
import { type OpenStorePlace, openStorePlace } from './open-store-place.ts';
import type { TortureOptions } from './options.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { openPolarWorld, type PolarWorld } from './polar-world.ts';
import type { ServerMessage } from './server-messages.ts';
import { createServerSlot, type ServerSlot } from './server-slot.ts';
import { createWebhookStorm, type WebhookStorm } from './webhook-storm.ts';

/** One server address with the way to it. */
interface Post {
  readonly slot: ServerSlot;
  readonly courier: Courier;
}

/** All that a run consists of. Everything but the servers and the store lives in this process. */
export interface Rig {
  readonly directory: string;
  readonly dice: Dice;
  readonly customers: readonly [Customer, ...Customer[]];
  /** Those who came with the kills. */
  readonly newcomers: Customer[];
  readonly posts: readonly [Post, ...Post[]];
  readonly storePlace: OpenStorePlace;
  readonly world: PolarWorld;
  readonly proxy: ChaosProxy;
  readonly storm: WebhookStorm;
  readonly oracle: Oracle;
  readonly heard: Heard;
  /** The store's clock in milliseconds. */
  readonly now: () => number;
  /** Moves the store's clock forward, in every server. */
  readonly jump: (ms: number) => void;
  close(options: { keep: boolean }): Promise<void>;
}

/** What the servers told. */
interface Heard {
  readonly access: Map<string, Access>;
  accessChanges: number;
  readonly alerts: Map<string, number>;
  readonly lastAlert: Map<string, string>;
}

/** Builds a rig; no server runs yet. */
export async function openRig(options: TortureOptions): Promise<Rig> {
  const directory = await mkdtemp(join(tmpdir(), 'plimsoll-torture-'));
  const dice = createDice(`${options.seed}`);
  const posts: Post[] = [];
  const pickUrl = (): string => `${dice.pick(some(posts)).slot.url}/api/billing/webhooks/polar`;
  const storm = createWebhookStorm({ dice: dice.fork('storm'), pickUrl });
  const world = await openPolarWorld({ dice: dice.fork('provider'), storm });
  const proxy = await openChaosProxy(world.port);
  const storePlace = await openStorePlace(options.store, { directory, given: options.location });
  const heard: Heard = { access: new Map(), accessChanges: 0, alerts: new Map(), lastAlert: new Map() };
  let aheadMs = 0;
  for (let index = 0; index < options.servers; index += 1) {
    const slot = await createServerSlot({
      store: { kind: storePlace.kind, location: storePlace.location },
      polarUrl: `http://127.0.0.1:${proxy.port}`,
      aheadMs: () => aheadMs,
      onMessage: (message) => note(heard, message),
    });
    posts.push({ slot, courier: createCourier(slot) });
  }
  const oracle = createOracle(join(directory, 'acknowledged.ndjson'));
  return {
    ...{ directory, dice, storePlace, world, proxy, storm, oracle, heard },
    customers: some(makeCustomers(options.customers)),
    newcomers: [],
    posts: some(posts),
    now: () => Date.now() + aheadMs,
    jump(ms) {
      aheadMs += ms;
      for (const { slot } of posts) slot.tell({ kind: 'clock', aheadMs });
    },
    async close({ keep }) {
      for (const { slot } of posts) slot.signal('SIGKILL');
      await Promise.all([...posts.map(({ slot }) => slot.ended()), oracle.close(), proxy.close(), world.close()]);
      await storePlace.close();
      if (!keep) await rm(directory, { recursive: true, force: true });
    },
  };
}

function note(heard: Heard, message: ServerMessage): void {
  switch (message.kind) {
    case 'ready':
      return;
    case 'access':
      heard.access.set(message.customerId, { tier: message.tier, status: message.status });
      heard.accessChanges += 1;
      return;
    case 'alert':
      heard.alerts.set(message.code, (heard.alerts.get(message.code) ?? 0) + 1);
      heard.lastAlert.set(message.code, message.text);
      return;
    default:
      message satisfies never;
  }
}

function some<T>(items: readonly T[]): readonly [T, ...T[]] {
  const [first, ...others] = items;
  if (first === undefined) throw new RangeError('There must be at least one.');
  return [first, ...others];
}
