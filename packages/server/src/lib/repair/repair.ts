import type { DeadWebhook, WebhookKey } from '../webhook/replay.ts';

/** A usage event that the provider refuses. */
export interface ParkedUsage {
  readonly eventId: string;
  readonly customerId: string;
  readonly userId: string | null;
  readonly meter: string;
  readonly units: number;
  /** The overage among them. */
  readonly billableUnits: number;
  /** When it was committed, ISO 8601. */
  readonly at: string;
  /** What the provider said: internal text, for operators. */
  readonly reason: string;
}

/** What an operator can do about work that went wrong for good. Nothing here goes around a guard: what is given again counts once. */
export interface Repair {
  /** Webhooks that were given up, oldest first, at most so many (50 unless asked otherwise, 500 at the most). */
  listDead(limit?: number): Promise<readonly DeadWebhook[]>;
  /** Has a webhook that has ended applied once more. `false`: there is none, or it waits already. */
  replay(webhook: WebhookKey): Promise<boolean>;
  /** Usage events that the provider refuses, oldest first, at most so many (50 unless asked otherwise, 500 at the most). */
  listParked(limit?: number): Promise<readonly ParkedUsage[]>;
  /** Has parked usage events sent again, under the ids that make them count once, at most 500. Gives how many were parked. */
  resend(eventIds: readonly string[]): Promise<number>;
}
