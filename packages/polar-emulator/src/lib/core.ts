import type { Stamped } from './entities/catalog.ts';
import type { WebhookEventType } from './entities/webhook.ts';
import type { Faults } from './faults.ts';
import type { UsageIndex } from './usage/usage-index.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { World } from './world.ts';

/** What every part of the emulator works on: the world, its clock, and the ways to tell others that it changed. */
export interface Core {
  world: World;
  usage: UsageIndex;
  /** The origin that checkout and portal links point to. No trailing slash. */
  baseUrl: string;
  /** Virtual milliseconds by which shown balances lag behind events. */
  meterLagMs: number;
  readonly accessToken: string;
  readonly clock: VirtualClock;
  readonly faults: Faults;
  /** Queues a webhook for every endpoint that listens to this type, with the data as it is now. */
  emit(type: WebhookEventType, data: unknown): void;
  /** Asks for one `customer.state_changed` soon; several asks in a short time become one webhook. */
  stateChanged(customerId: string): void;
  /** Called by `stamped` and `touch`: something that is saved, or that may fall due, has changed. */
  changed(): void;
}

/** The identity and dates of a new record. */
export function stamped(core: Core, id: string = crypto.randomUUID()): Stamped {
  core.changed();
  return { id, created_at: core.clock.stamp(), modified_at: null };
}

/** Dates a change: `modified_at` always moves forward. */
export function touch(core: Core, record: Stamped): void {
  record.modified_at = core.clock.stamp();
  core.changed();
}

/** A record that other records refer to, so that its absence is a fault of the emulator. */
export function mustGet<Row>(table: ReadonlyMap<string, Row>, id: string): Row {
  const row = table.get(id);
  if (row === undefined) throw new Error(`The world has no record ${id}, although another record refers to it.`);
  return row;
}
