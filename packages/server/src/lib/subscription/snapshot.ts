import type { ProviderSubscription } from '../provider.ts';

/** A provider's statement and the window that its billing period opened. */
export interface SubscriptionRow extends ProviderSubscription {
  /** Start of the usage window. A plan change inside a period keeps it; a renewal moves it. */
  readonly windowStart: string | null;
}

/** What we know of a customer at the provider: its statements, each the newest that we heard. Tier and access are derived, never stored. */
export interface Snapshot {
  readonly customerId: string;
  readonly provider: string;
  /** Null until the customer is bound. */
  readonly providerCustomerId: string | null;
  readonly rows: readonly SubscriptionRow[];
  /** When the provider last confirmed all of it, in milliseconds of the store's clock; null when only parts were heard. */
  readonly syncedAt: number | null;
  /** Raised by each write. 0: never written. */
  readonly revision: number;
}
