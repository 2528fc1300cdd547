import type { Provider, WebhookDelivery } from '../../provider.ts';

/** A webhook as it came over the wire. Header names are lower-case. */
export interface RecordedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** How a test wants a body signed. */
export interface Signing {
  readonly body: Uint8Array;
  /** One of the world's `secretForms`, or a secret that the provider was never given. */
  readonly secret: string | 'foreign';
  readonly id: string;
  /** Unix seconds that the signature states. */
  readonly timestamp: number;
}

/** What may go wrong between us and the provider. */
export type WorldFault =
  /** Every answer is a server error. */
  | 'outage'
  /** Requests are taken and never answered. */
  | 'silence'
  /** Requests are refused for their rate, with the time to come back. */
  | 'rate_limit'
  /** Requests take effect and the answer gets lost. */
  | 'lost_answer'
  /** The same, for requests that change a subscription; reading goes well. */
  | 'lost_change';

/** A provider, and the world around it for a test to move: the buyer, the clock, the network. */
export interface ProviderWorld {
  readonly provider: Provider;
  /** Two tiers that are sold, the dearer one second. */
  readonly tiers: readonly [small: string, large: string];
  readonly pack: string;
  readonly meter: string;
  /** Milliseconds within which every call must settle. */
  readonly deadlineMs: number;
  /** Names of the forms of secret that the provider signs with. */
  readonly secretForms: readonly string[];
  /** The host's clock in milliseconds. */
  now(): number;
  /** An id that nothing else has. */
  uniqueId(): string;
  /** The buyer pays on the hosted page. */
  pay(checkoutId: string): Promise<void>;
  /** The buyer tries, and the card is declined. */
  decline(checkoutId: string): Promise<void>;
  /** The next payment that this customer's card is asked for is declined. */
  declineNextPayment(customerId: string): Promise<void>;
  /** Someone gives money back for an order, in minor units. */
  refund(orderId: string, amount: number): Promise<void>;
  /** Someone gives a bound customer a subscription to a product that no tier is mapped to. */
  sellUnmapped(customerId: string): Promise<void>;
  /** Moves the provider's clock, and lets everything that falls due happen. */
  advance(ms: number): Promise<void>;
  /** What was delivered since the last call, in order of arrival. */
  takeWebhooks(): Promise<readonly RecordedWebhook[]>;
  /** Sends a delivered webhook once more, as a retry does. Gives what arrives. */
  redeliver(webhook: RecordedWebhook): Promise<RecordedWebhook>;
  sign(signing: Signing): Promise<RecordedWebhook>;
  /** What the provider has counted. */
  countUsage(customerId: string): Promise<{ readonly units: number; readonly billableUnits: number }>;
  /** Lets the provider count everything that it was told. */
  settleMeters(): Promise<void>;
  /** Null ends the fault. */
  setFault(fault: WorldFault | null): Promise<void>;
  dispose(): Promise<void>;
}

/** A recorded webhook as a host hands it to the provider. */
export function deliver({ headers, body }: RecordedWebhook, now: number): WebhookDelivery {
  return { header: (name) => headers[name], body, now };
}
