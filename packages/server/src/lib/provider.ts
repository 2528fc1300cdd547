import type { BillingInterval, Catalog, Payment, SubscriptionStatus } from '@plimsoll/contract';
import type { UsageEvent } from './ledger/entry.ts';

/** One subscription as the provider states it, in our words. All times are ISO 8601 in UTC. */
export interface ProviderSubscription {
  readonly id: string;
  readonly providerCustomerId: string;
  /** Null when the provider does not know whose it is (the customer was never bound). */
  readonly customerId: string | null;
  /** Null: a product that no tier is mapped to. It never grants and never blocks an ending. */
  readonly tier: string | null;
  /** The earlier version of the tier that its product sells; null or left out when it is the one that is sold now. */
  readonly version?: string | null;
  readonly productId: string;
  /** In which it is charged, in capitals; null or left out when nobody says. */
  readonly currency?: string | null;
  readonly status: SubscriptionStatus;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly trialEnd: string | null;
  /** Set when it ends by itself at that time. */
  readonly cancelAt: string | null;
  /** Set when it is over. */
  readonly endedAt: string | null;
  /** A tier that takes over at `periodEnd`; undefined when this statement does not say. */
  readonly scheduledTier: string | null | undefined;
  /** How often it is paid; left out where that is neither a month nor a year. */
  readonly interval?: BillingInterval;
  /** How often it is paid once `scheduledTier` takes over, where that is known. */
  readonly scheduledInterval?: BillingInterval;
  /** The provider's own version of this subscription: later is newer. */
  readonly modifiedAt: string;
}

/** One order as the provider states it, in our words. It has no address, no tax id and nothing of a card. */
export interface ProviderOrder extends Payment {
  /** The product that was bought, where there is one. */
  readonly productId: string | null;
  /** The provider's own version of this order: later is newer. */
  readonly modifiedAt: string;
}

/** Everything that the provider says of one customer now. */
export interface ProviderCustomer {
  readonly providerCustomerId: string;
  /** All subscriptions, live and ended, newest first. */
  readonly subscriptions: readonly ProviderSubscription[];
  /** Its orders, newest first. May be empty where no pack is sold: then no order grants anything. */
  readonly orders: readonly ProviderOrder[];
}

/** What a signed webhook means. */
export type ProviderEffect =
  | { readonly kind: 'subscription'; readonly subscription: ProviderSubscription }
  | { readonly kind: 'order'; readonly order: ProviderOrder }
  /** Positive statements about the subscriptions that are listed; what is not listed is not stated. */
  | {
      readonly kind: 'customer';
      readonly subscriptions: readonly ProviderSubscription[];
      /** What was credited, without the meters, which such a statement does not name. Left out: it says nothing of it. */
      readonly credits?: readonly Omit<ProviderCredit, 'meter'>[];
    }
  /** Something of this customer changed that is best read again. */
  | { readonly kind: 'reread' }
  /** A type that changes nothing here, or one that this version does not know. */
  | { readonly kind: 'none' };

export interface ProviderEvent {
  readonly provider: string;
  /** The provider's id of the event, the same over all retries. */
  readonly id: string;
  readonly type: string;
  /** When it happened, by the provider's clock. */
  readonly occurredAt: string;
  readonly customerId: string | null;
  readonly providerCustomerId: string | null;
  readonly effect: ProviderEffect;
}

/** Something that can be bought. */
export interface ProviderItem {
  readonly kind: 'tier' | 'pack';
  readonly id: string;
  /** How often a tier is paid, where the catalog sells it by the month and by the year. Left out: it is sold in one way. */
  readonly interval?: BillingInterval;
}

export interface CheckoutRequest {
  readonly customerId: string;
  readonly providerCustomerId: string;
  readonly item: ProviderItem;
  readonly successUrl: string;
  readonly returnUrl: string;
  /** Our own id of this attempt, kept at the provider so that a crash between the two can be traced. */
  readonly attemptId: string;
}

export interface ProviderCheckout {
  readonly id: string;
  readonly url: string;
  readonly status: 'open' | 'confirmed' | 'succeeded' | 'failed' | 'expired';
  readonly customerId: string | null;
  readonly subscriptionId: string | null;
  /** What is bought; null when nothing here is mapped to it. */
  readonly item: ProviderItem | null;
  readonly expiresAt: string;
}

export interface ProviderCapabilities {
  /** Whether there is a hosted page where a customer manages payment. */
  readonly portal: boolean;
  /** Whether it is told of usage. */
  readonly usage: boolean;
  /** Whether it says how much it has counted. Without it `readMeters` is never called. */
  readonly providerMeters: boolean;
  /** Whether it says what it credited to a customer, for allowances that are `from-provider`. Without it `readCredits` is never called. @default false */
  readonly credits?: boolean;
  /** Whether it states every order, so that there is a list of payments. @default false */
  readonly payments?: boolean;
  /** Whether it gives an invoice for an order. Without it `openInvoice` is never called. @default false */
  readonly invoices?: boolean;
}

/** How much the provider takes at most. */
export interface ProviderLimits {
  /** Requests a minute of the whole account, whoever makes them. */
  readonly requestsPerMinute: number;
  /** Usage events in one call. */
  readonly usageBatch: number;
}

/** What became of usage that was told: both numbers together are all the events, or the provider lost count. */
export interface UsageReceipt {
  readonly inserted: number;
  /** Events that it had already, by their ids. */
  readonly duplicates: number;
}

/** What the provider has counted of one of our meters, for one customer. It may lag behind what it was told. */
export interface ProviderMeter {
  readonly meter: string;
  /** Which number of each usage event it adds up. */
  readonly sums: 'units' | 'billableUnits';
  readonly counted: number;
  /** Start of the billing period that it counts; null when it counts on from one period to the next. */
  readonly since: string | null;
}

/** Units that the provider has credited to a customer: what an allowance `from-provider` is. */
export interface ProviderCredit {
  /** The provider's id of this count. */
  readonly id: string;
  /** Null: nothing of ours is counted by it. */
  readonly meter: string | null;
  /** Since its count began, whatever was used of them. */
  readonly units: number;
  /** The provider's own version: later is newer. */
  readonly modifiedAt: string;
}

/** What an answer of the provider said the time was, beside this host's clock when it came; both in milliseconds. */
export interface HeardDate {
  readonly providerAt: number;
  readonly hostAt: number;
}

/**
 * Who takes the money. Each method has its own deadline and rejects with a `BillingError` alone: `provider_unavailable` (network,
 * timeout, 5xx, 429: the outcome may be unknown, the same call may be given again) or `provider_rejected` and its finer codes.
 */
export interface Provider {
  /** Part of the webhook address: `/webhooks/<id>`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly capabilities: ProviderCapabilities;
  /** @default 500 requests a minute, 500 events a call */
  readonly limits?: ProviderLimits;
  /** Whether this tier or pack is mapped to something that can be bought. */
  sells(item: ProviderItem): boolean;
  /** Finds or creates the provider's customer of this id. Idempotent. `email_taken`: the address belongs to another customer; nothing is bound. */
  bindCustomer(person: { customerId: string; email: string; name: string | null }): Promise<{ providerCustomerId: string }>;
  createCheckout(request: CheckoutRequest): Promise<ProviderCheckout>;
  /** Null when there is no such checkout. */
  readCheckout(id: string): Promise<ProviderCheckout | null>;
  /** Null is positive evidence that the provider does not know this customer. */
  readCustomer(customerId: string): Promise<ProviderCustomer | null>;
  /** All orders of a customer, newest first; none when it is unknown there. Called only with the capability `payments`. */
  readOrders(customerId: string): Promise<readonly ProviderOrder[]>;
  /** Null when there is no such subscription. */
  readSubscription(id: string): Promise<ProviderSubscription | null>;
  /** At the end of the period. Idempotent, and so are the next two. */
  cancel(subscriptionId: string, reason: string | null): Promise<ProviderSubscription>;
  /** Takes back a scheduled end and a scheduled tier. */
  resume(subscriptionId: string): Promise<ProviderSubscription>;
  /** `payment_failed`: the card was declined, nothing changed. */
  changeTier(
    subscriptionId: string,
    change: { tier: string; interval?: BillingInterval; when: 'now' | 'period_end' },
  ): Promise<ProviderSubscription>;
  /** A fresh link that is a credential: never stored, never logged. */
  openPortal(request: { customerId: string; returnUrl: string }): Promise<{ url: string }>;
  /**
   * A fresh link to the invoice of an order, for the person who asked: never stored, never logged. `not_found`: there is no such order of
   * this customer. `invoice_not_ready`: it is being made, or the provider still needs billing details.
   */
  openInvoice(request: { customerId: string; paymentId: string }): Promise<{ url: string }>;
  /**
   * Tells of usage, up to `limits.usageBatch` events. `provider_rejected`: none was taken, and one of them is the reason. `not_found`: none
   * was taken, because a customer among them is not known there yet.
   */
  sendUsage(events: readonly UsageEvent[]): Promise<UsageReceipt>;
  /** What it has counted for a customer, zeros included: only meters of which it is certain what they add up. */
  readMeters(customerId: string): Promise<readonly ProviderMeter[]>;
  /** What it has credited to a customer; none when it is unknown there. Called only with the capability `credits`. */
  readCredits(customerId: string): Promise<readonly ProviderCredit[]>;
  /** Verifies the received bytes, then reads them. `invalid_signature`: nothing was read. A signed body that makes no sense is an event of kind `none`. */
  parseWebhook(delivery: WebhookDelivery): Promise<ProviderEvent>;
  /** The cheapest call that shows whether the provider answers. */
  probe(): Promise<void>;
  /** The date of the newest answer, by which a host's clock that is off is noticed; null before there was one. @default the provider dates nothing */
  heardDate?(): HeardDate | null;
  /** Compares the catalog with what the provider has: a sentence for each thing that would misbill silently. */
  verify(catalog: Catalog): Promise<readonly string[]>;
}

export interface WebhookDelivery {
  /** Reads a header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
  /** The host's clock in milliseconds, for the signature's tolerance. */
  readonly now: number;
}
