import type { SubscriptionStatus } from '@plimsoll/contract';

/** What a customer has from now on: the moment to grant or revoke credentials. */
export interface AccessChange {
  readonly customerId: string;
  readonly tier: string;
  readonly status: SubscriptionStatus;
  /** Last instant of the access, ISO 8601, where one is known. */
  readonly accessUntil: string | null;
  /** The same for every try of the same change. */
  readonly key: string;
}

/** Told at least once of each change. A rejection, or no answer within ten seconds, is tried again until it succeeds. */
export type OnAccessChange = (change: AccessChange) => void | Promise<void>;
