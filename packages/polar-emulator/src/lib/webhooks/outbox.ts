import type { WebhookEndpoint, WebhookEvent } from '../entities/webhook.ts';
import type { Faults } from '../faults.ts';
import { later, pause } from '../timer.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { World } from '../world.ts';
import { attempt, type Deliver } from './attempt.ts';
import { retryDelay } from './retry-delay.ts';

const MAX_ATTEMPTS = 10;
/** How long a reordering endpoint collects events before it sends the last one first. */
const REORDER_WINDOW_MS = 30;

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
  /** Queues the first attempt of an event that is already in the world. */
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
  const queues = new Map<string, WebhookEvent[]>();
  const pumps = new Map<string, Promise<void>>();
  const retries = new Map<string, () => void>();
  const isPaused = () => faults.webhook('webhook-pause') !== undefined;

  function enqueue(event: WebhookEvent): void {
    const queue = queues.get(event.endpoint_id) ?? [];
    queue.push(event);
    queues.set(event.endpoint_id, queue);
    startPump(event.endpoint_id);
  }

  function startPump(endpointId: string): void {
    if (pumps.has(endpointId) || isPaused()) return;
    const pump = drain(endpointId).finally(() => {
      pumps.delete(endpointId);
      if ((queues.get(endpointId)?.length ?? 0) > 0) startPump(endpointId);
    });
    pumps.set(endpointId, pump);
  }

  async function drain(endpointId: string): Promise<void> {
    // Handlers that call back into the emulator must find the request that caused the webhook finished.
    await pause(0);
    for (let event = await takeNext(endpointId); event !== undefined; event = await takeNext(endpointId)) {
      const delay = faults.webhook('webhook-delay')?.ms ?? 0;
      if (delay > 0) await pause(delay);
      await send(event);
      if (faults.webhook('webhook-duplicate') !== undefined) await send(event);
    }
  }

  async function takeNext(endpointId: string): Promise<WebhookEvent | undefined> {
    if (isPaused()) return undefined;
    const queue = queues.get(endpointId) ?? [];
    if (faults.webhook('webhook-reorder') === undefined) return queue.shift();
    if (queue.length > 0) await pause(REORDER_WINDOW_MS);
    return queue.pop();
  }

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
    if (event.attempts < MAX_ATTEMPTS)
      scheduleRetry(event, clock.real() + retryDelay(event.attempts, options.random()) * options.retryScale);
    else giveUp(world, endpoint, event);
  }

  function scheduleRetry(event: WebhookEvent, at: number): void {
    event.next_attempt_at = at;
    retries.get(event.id)?.();
    const cancel = later(Math.max(0, at - clock.real()), () => void runRetry(event));
    retries.set(event.id, cancel);
  }

  async function runRetry(event: WebhookEvent): Promise<void> {
    retries.get(event.id)?.();
    retries.delete(event.id);
    if (isPaused()) return;
    const key = `retry ${event.id}`;
    const run = send(event).finally(() => pumps.delete(key));
    pumps.set(key, run);
    await run;
  }

  function dueRetries(): WebhookEvent[] {
    return [...options.world().webhookEvents.values()].filter(
      (event) => event.next_attempt_at !== null && event.next_attempt_at <= clock.real(),
    );
  }

  function unfinished(): WebhookEvent[] {
    return [...options.world().webhookEvents.values()].filter((event) => event.succeeded === null && !event.skipped);
  }

  function resume(): void {
    for (const event of unfinished()) if (event.next_attempt_at !== null) scheduleRetry(event, event.next_attempt_at);
    for (const endpointId of queues.keys()) startPump(endpointId);
  }

  return {
    enqueue,
    resume,
    restore() {
      for (const event of unfinished()) if (event.attempts === 0) enqueue(event);
      resume();
    },
    stop() {
      for (const cancel of retries.values()) cancel();
      retries.clear();
      queues.clear();
    },
    async idle() {
      while (!isPaused()) {
        const work = [...pumps.values(), ...dueRetries().map(runRetry)];
        if (work.length === 0) return;
        await Promise.all(work);
      }
    },
  };
}

/** Ten failures, and if the ten latest finished events all failed, the endpoint is switched off. */
function giveUp(world: World, endpoint: WebhookEndpoint, event: WebhookEvent): void {
  event.succeeded = false;
  const finished = [...world.webhookEvents.values()].filter((other) => other.endpoint_id === endpoint.id && other.succeeded !== null);
  const latest = finished.slice(-10);
  if (latest.length === 10 && latest.every((other) => other.succeeded === false)) endpoint.enabled = false;
}
