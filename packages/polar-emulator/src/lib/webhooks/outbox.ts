import type { WebhookEndpoint, WebhookEvent } from '../entities/webhook.ts';
import type { Faults } from '../faults.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { World } from '../world.ts';
import { attempt, type Deliver } from './attempt.ts';
import { createFirstAttempts, isPaused } from './first-attempts.ts';
import { createRetries } from './retries.ts';
import { retryDelay } from './retry-delay.ts';

const MAX_ATTEMPTS = 10;

export interface OutboxOptions {
  world(): World;
  clock: VirtualClock;
  faults: Faults;
  deliver: Deliver;
  random(): number;
  retryScale: number;
  onChange(): void;
}

/** Sends webhooks: first attempts in order for each endpoint, retries whenever they fall due. */
export interface Outbox {
  /** Queues an attempt of an event that is already in the world. */
  enqueue(event: WebhookEvent): void;
  /** Goes on after a pause. */
  resume(): void;
  /** Takes up what a loaded world had not finished. */
  restore(): void;
  /** Forgets all queues and timers; what is in flight runs out. */
  stop(): void;
  /** Resolves when no first attempt is waiting and no retry is due. While webhooks are paused: at once. */
  idle(): Promise<void>;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { clock, faults } = options;
  const firstAttempts = createFirstAttempts(faults, send);
  const retries = createRetries({ clock, faults, send });

  async function send(event: WebhookEvent): Promise<void> {
    const endpoint = options.world().endpoints.get(event.endpoint_id);
    event.next_attempt_at = null;
    if (endpoint === undefined || !endpoint.enabled) event.skipped = true;
    else await sendTo(endpoint, event);
    options.onChange();
  }

  async function sendTo(endpoint: WebhookEndpoint, event: WebhookEvent): Promise<void> {
    const world = options.world();
    const accepted = await attempt({ world, clock, deliver: options.deliver, endpoint, event });
    if (accepted || event.succeeded === true) return;
    if (event.attempts >= MAX_ATTEMPTS) giveUp(world, endpoint, event);
    else retries.schedule(event, clock.real() + retryDelay(event.attempts, options.random()) * options.retryScale);
  }

  function unfinished(): WebhookEvent[] {
    return [...options.world().webhookEvents.values()].filter((event) => event.succeeded === null && !event.skipped);
  }

  function resume(): void {
    for (const event of unfinished()) if (event.next_attempt_at !== null) retries.schedule(event, event.next_attempt_at);
    firstAttempts.resume();
  }

  async function idle(): Promise<void> {
    while (!isPaused(faults)) {
      const due = unfinished().filter((event) => event.next_attempt_at !== null && event.next_attempt_at <= clock.real());
      const work = [...firstAttempts.running(), ...retries.running(), ...due.map(retries.runNow)];
      if (work.length === 0) return;
      await Promise.all(work);
    }
  }

  return {
    enqueue: firstAttempts.push,
    resume,
    restore() {
      for (const event of unfinished()) if (event.next_attempt_at === null) firstAttempts.push(event);
      resume();
    },
    stop() {
      firstAttempts.clear();
      retries.clear();
    },
    idle,
  };
}

/** Ten failures, and if the ten latest finished events all failed, the endpoint is switched off. */
function giveUp(world: World, endpoint: WebhookEndpoint, event: WebhookEvent): void {
  event.succeeded = false;
  const finished = [...world.webhookEvents.values()].filter((other) => other.endpoint_id === endpoint.id && other.succeeded !== null);
  const latest = finished.slice(-10);
  if (latest.length === 10 && latest.every((other) => other.succeeded === false)) endpoint.enabled = false;
}
