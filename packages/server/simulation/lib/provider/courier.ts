import type { BillingRequest, ProviderEvent } from '../../../src/index.ts';
import type { Instance } from '../engine/instance.ts';
import type { World } from '../engine/world.ts';
import { PROVIDER_ID, SIGNATURE } from './port.ts';

const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

/** Brings webhooks to the installation: late, twice, in any order, sometimes never. */
export interface Courier {
  send(event: ProviderEvent): void;
  /** Events that were answered with 2xx at least once. */
  accepted(): ReadonlySet<string>;
  /** Events that the provider will not send again although nobody took them. */
  givenUp(): number;
  /** Deliveries that are still to come. */
  pending(): number;
}

export function createCourier(world: World, instances: () => readonly Instance[]): Courier {
  const { dice, scheduler } = world;
  const accepted = new Set<string>();
  let pending = 0;
  let givenUp = 0;

  function later(delayMs: number, task: () => Promise<void>): void {
    pending += 1;
    scheduler.after(delayMs, () => void task().finally(() => (pending -= 1)));
  }

  async function attempt(event: ProviderEvent, count: number): Promise<void> {
    if (await deliver(event)) return;
    if (count < MOST_ATTEMPTS) later(pauseAfter(count) * (0.5 + dice.next()), () => attempt(event, count + 1));
    else if (!accepted.has(event.id)) {
      givenUp += 1;
      world.trace.note(`webhook ${event.id} is given up`);
    }
  }

  async function deliver(event: ProviderEvent): Promise<boolean> {
    const [first, ...others] = instances();
    if (first === undefined || dice.chance(world.weather.webhooks.lost)) return false;
    const answer = await dice.pick([first, ...others]).call((billing) => billing.handle(requestOf(event, SIGNATURE)), 10_000);
    if (answer.kind !== 'done' || answer.value.status >= 300) return false;
    accepted.add(event.id);
    return true;
  }

  return {
    accepted: () => accepted,
    givenUp: () => givenUp,
    pending: () => pending,
    send(event) {
      const { givenUp: never, repeated, late } = world.weather.webhooks;
      if (dice.chance(never)) {
        givenUp += 1;
        world.trace.note(`webhook ${event.id} ${event.type} gets lost for good`);
        return;
      }
      const delay = () => dice.whole(20, dice.chance(late) ? 20_000 : 400);
      later(delay(), () => attempt(event, 1));
      for (let copy = 0; copy < 3 && dice.chance(repeated); copy += 1) later(delay() * 2, async () => void (await deliver(event)));
    },
  };
}

function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}

/** A webhook as it comes over HTTP. */
export function requestOf(event: ProviderEvent, signature: string): BillingRequest {
  const headers = new Map([
    ['webhook-signature', signature],
    ['webhook-id', event.id],
  ]);
  return {
    method: 'POST',
    path: `/webhooks/${PROVIDER_ID}`,
    query: new URLSearchParams(),
    header: (name) => headers.get(name),
    body: async () => ({ kind: 'bytes', bytes: new TextEncoder().encode(JSON.stringify(event)) }),
    identify: async () => null,
  };
}
