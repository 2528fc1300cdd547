import type { WebhookEvent } from '../entities/webhook.ts';
import type { Faults } from '../faults.ts';
import { later } from '../timer.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { isPaused } from './first-attempts.ts';

/** One timer for each event that was refused. Retries do not wait for each other, nor does anything wait for them. */
export interface Retries {
  /** Sends the event again at a real instant. */
  schedule(event: WebhookEvent, at: number): void;
  /** Sends it now instead, unless webhooks are paused. */
  runNow(event: WebhookEvent): Promise<void>;
  clear(): void;
  /** What is being sent now. */
  running(): Promise<void>[];
}

export interface RetriesOptions {
  clock: VirtualClock;
  faults: Faults;
  send(event: WebhookEvent): Promise<void>;
}

export function createRetries({ clock, faults, send }: RetriesOptions): Retries {
  const timers = new Map<string, () => void>();
  const inFlight = new Map<string, Promise<void>>();

  function cancel(event: WebhookEvent): void {
    timers.get(event.id)?.();
    timers.delete(event.id);
  }

  async function runNow(event: WebhookEvent): Promise<void> {
    cancel(event);
    if (isPaused(faults)) return;
    const run = send(event).finally(() => inFlight.delete(event.id));
    inFlight.set(event.id, run);
    await run;
  }

  return {
    schedule(event, at) {
      cancel(event);
      event.next_attempt_at = at;
      const stop = later(Math.max(0, at - clock.real()), () => void runNow(event));
      timers.set(event.id, stop);
    },
    runNow,
    clear() {
      for (const stop of timers.values()) stop();
      timers.clear();
    },
    running: () => [...inFlight.values()],
  };
}
