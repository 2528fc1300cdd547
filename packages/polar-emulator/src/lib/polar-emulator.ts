import type { WebhookEndpoint, WebhookEventType } from './entities/webhook.ts';
import type { Fault } from './faults.ts';
import type { PolarSeed } from './seed.ts';
import type { Deliver } from './webhooks/attempt.ts';
import type { NewEndpoint } from './webhooks/endpoints.ts';

export interface PolarEmulatorOptions {
  /** Origin of checkout and portal links, without a trailing slash. Default `http://127.0.0.1:4100`. */
  baseUrl?: string;
  /** The bearer token that `/v1` asks for. Default `polar_oat_local`. */
  accessToken?: string;
  /** What the world starts with. Default: Free, Pro and Enterprise, a credit pack and two meters. */
  seed?: PolarSeed;
  /** Real time. Virtual time is this plus an offset that only `clock.advance` moves. Default: the system's. */
  clock?: { now(): number };
  /** How webhooks are posted. Default: the global fetch with a timeout of 10 s. */
  deliver?: Deliver;
  /** Multiplies the pauses between webhook retries; 0 makes them immediate. Default 1: 2 s, 4 s, … up to 20 min. */
  retryScale?: number;
  /** Real milliseconds in which several changes of a customer become one `customer.state_changed`. Default 100. */
  stateDelayMs?: number;
  /** Virtual milliseconds by which balances lag behind the events that were taken, as the API shows them; bills are exact. Default 0; Polar: 15 s to 180 min. */
  meterLagMs?: number;
  /** A world from `dump()`. It wins over the seed. */
  load?: unknown;
  /** Called with a fresh dump soon after something changed; several changes become one call. */
  onChange?: (dump: unknown) => void;
  /** 0 to 1: fault dice and retry jitter. Default `Math.random`. */
  random?: () => number;
}

/** A usage event as it was taken. */
export interface IngestedEvent {
  id: string;
  name: string;
  /** The app's id of the customer; null when the event named Polar's id of a customer without one. */
  externalCustomerId: string | null;
  /** Polar's id; null while no customer has the external id. */
  customerId: string | null;
  externalId: string | null;
  timestamp: string;
  metadata: Readonly<Record<string, unknown>>;
}

export interface RecordedRequest {
  method: string;
  /** Path and query. */
  path: string;
  body: unknown;
  /** The answer's status; 0 when the connection was cut instead. */
  status: number;
}

export interface DeliveryAttempt {
  eventId: string;
  endpointId: string;
  type: WebhookEventType;
  /** The JSON text that was posted. */
  body: string;
  /** The receiver's status; null when there was no answer. */
  status: number | null;
  succeeded: boolean;
}

/** Units of one customer and meter since the meter's last reset. */
export interface MeterUsage {
  consumed: number;
  credited: number;
  balance: number;
}

export interface CheckoutOutcome {
  status: 'open' | 'expired' | 'confirmed' | 'succeeded' | 'failed';
  /** Where the page would send the buyer; null when it would not. */
  redirectUrl: string | null;
}

export interface PolarEmulator {
  /** The bearer token that it asks for. */
  readonly accessToken: string;
  /**
   * The whole wire: `/v1/*`, `/checkout/*`, `/portal`, `/_emulator/*` and the page at `/`.
   * Rejects with `ConnectionDropped` only when a fault says so.
   */
  fetch(request: Request): Promise<Response>;
  clock: {
    /** Virtual time. */
    now(): Date;
    /** Moves virtual time by milliseconds and runs what falls due on the way, each thing at its own time. */
    advance(ms: number): Promise<void>;
    /** The same, to an instant. An instant in the past does nothing. */
    advanceTo(instant: Date | string | number): Promise<void>;
  };
  faults: {
    set(fault: Fault): void;
    /** Ends all faults; calls that hang are cut, webhooks that were held back go out. */
    clear(): void;
  };
  /** Every usage event that was taken, oldest first. Duplicates are not in it. */
  events(): readonly IngestedEvent[];
  /** As it is, without the lag of the API. Zeros when the customer or the meter has nothing yet. */
  usage(externalCustomerId: string, meterId: string): MeterUsage;
  /** From now on balances of the API lag by so many virtual milliseconds. */
  setMeterLag(ms: number): void;
  /** The last 500 calls under `/v1`, oldest first. */
  requests(): readonly RecordedRequest[];
  webhooks: {
    /** The last 1,000 attempts, oldest first. */
    deliveries(): readonly DeliveryAttempt[];
    /** Sends an event again under its old id. Throws when the event is unknown. */
    redeliver(eventId: string): void;
    /** Resolves when all first attempts and all retries that are due are done. While paused: at once. */
    settled(): Promise<void>;
    addEndpoint(endpoint: NewEndpoint): WebhookEndpoint;
    endpoints(): readonly WebhookEndpoint[];
  };
  /** The Pay button. Rejects when the checkout is unknown, closed, refused or declined. */
  pay(checkoutId: string, buyer?: { email?: string; name?: string }): Promise<CheckoutOutcome>;
  /** The Decline button: the checkout stays open. Rejects when it is unknown or closed. */
  decline(checkoutId: string): Promise<CheckoutOutcome>;
  /** Refuses the next payments (one by default) of the customer with this id, at renewal, plan change or checkout. */
  failNextPayment(externalCustomerId: string, times?: number): void;
  /** A new world, from this seed or the first one. Faults end, the clock is real time again. */
  reset(seed?: PolarSeed): void;
  /** The world as JSON-safe data, for `load`. */
  dump(): unknown;
  /** Changes the origin of links, once a server knows its port. */
  setBaseUrl(baseUrl: string): void;
}
