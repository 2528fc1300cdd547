import type { WebhookEvent } from '../entities/webhook.ts';
import type { Faults } from '../faults.ts';
import { pause } from '../timer.ts';

/** How long a reordering endpoint collects events before it sends the last one first. */
const REORDER_WINDOW_MS = 30;

/** One queue for each endpoint: events go out in order, one at a time, unless a fault says otherwise. */
export interface FirstAttempts {
  push(event: WebhookEvent): void;
  /** Goes on with every queue that stopped. */
  resume(): void;
  clear(): void;
  /** What is being sent now. */
  running(): Promise<void>[];
}

export function createFirstAttempts(faults: Faults, send: (event: WebhookEvent) => Promise<void>): FirstAttempts {
  const queues = new Map<string, WebhookEvent[]>();
  const pumps = new Map<string, Promise<void>>();

  function start(endpointId: string): void {
    if (pumps.has(endpointId) || isPaused(faults)) return;
    const pump = drain(endpointId).finally(() => {
      pumps.delete(endpointId);
      if ((queues.get(endpointId)?.length ?? 0) > 0) start(endpointId);
    });
    pumps.set(endpointId, pump);
  }

  async function drain(endpointId: string): Promise<void> {
    // A receiver that calls back must find the request that caused the webhook finished.
    await pause(0);
    for (let event = await takeNext(endpointId); event !== undefined; event = await takeNext(endpointId)) {
      const delay = faults.webhook('webhook-delay')?.ms ?? 0;
      if (delay > 0) await pause(delay);
      await send(event);
      if (faults.webhook('webhook-duplicate') !== undefined) await send(event);
    }
  }

  async function takeNext(endpointId: string): Promise<WebhookEvent | undefined> {
    if (isPaused(faults)) return undefined;
    if (faults.webhook('webhook-reorder') === undefined) return queues.get(endpointId)?.shift();
    if ((queues.get(endpointId)?.length ?? 0) > 0) await pause(REORDER_WINDOW_MS);
    return queues.get(endpointId)?.pop();
  }

  return {
    push(event) {
      const queue = queues.get(event.endpoint_id) ?? [];
      queue.push(event);
      queues.set(event.endpoint_id, queue);
      start(event.endpoint_id);
    },
    resume() {
      for (const endpointId of queues.keys()) start(endpointId);
    },
    clear: () => queues.clear(),
    running: () => [...pumps.values()],
  };
}

export function isPaused(faults: Faults): boolean {
  return faults.webhook('webhook-pause') !== undefined;
}
