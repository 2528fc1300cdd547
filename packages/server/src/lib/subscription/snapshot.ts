import type { AuditNote } from '../audit/audit-note.ts';
import type { ProviderCredit, ProviderSubscription } from '../provider.ts';
import type { Overrides } from './overrides.ts';

/** A billing period as one statement had it. All times are ISO 8601. */
export interface HeardPeriod {
  readonly start: string;
  readonly end: string;
  /** The version of the newest statement that had it. */
  readonly modifiedAt: string;
}

/** A provider's statement and the window that its billing period opened. */
export interface SubscriptionRow extends ProviderSubscription {
  /** Start of the usage window. A plan change inside a period keeps it; a renewal moves it. */
  readonly windowStart: string | null;
  /** The latest periods that were heard, oldest first, from which `windowStart` follows. Left out while there is only the present one. */
  readonly periods?: readonly HeardPeriod[];
}

/** What we know of a customer at the provider: its statements, each the newest that we heard. Tier and access are derived, never stored. */
export interface Snapshot {
  readonly customerId: string;
  readonly provider: string;
  /** Null until the customer is bound. */
  readonly providerCustomerId: string | null;
  readonly rows: readonly SubscriptionRow[];
  /** What the provider credited, each count as it was heard of last. Left out while no allowance is the provider's. */
  readonly credits?: readonly ProviderCredit[];
  /** When the provider last confirmed all of it, in milliseconds of the store's clock; null when only parts were heard. */
  readonly syncedAt: number | null;
  /** What operators gave beside what is paid. Left out while there is nothing. */
  readonly overrides?: Overrides;
  /**
   * The last change of this account, written with it: whoever reads it tells the audit log, which knows a change by its id. So a crash
   * between the two loses no row. The next write takes it away, after it was told.
   */
  readonly untold?: AuditNote;
  /** The customer is being erased: what has begun may end, nothing new begins. */
  readonly leaving?: true;
  /** Raised by each write. 0: never written. */
  readonly revision: number;
}
