import type { UsageRequest } from '../usage/request.ts';

/** Prepaid units that the host gives away: to whom, of which meter, how many. */
export interface CreditGift<M extends string = string> extends Pick<UsageRequest<M>, 'customerId' | 'meter'> {
  /** A whole number from 1 to 2^53-1. */
  readonly units: number;
  /** Names the gift: the same id gives a customer nothing twice, for ever. */
  readonly id: string;
  /** When what is left of them is taken back, ISO 8601. Units with the earliest end are used first. @default never */
  readonly expiresAt?: string | undefined;
}

/** What became of a gift. */
export interface GivenCredits {
  readonly units: number;
  /** Whether an earlier call with this id gave them. */
  readonly repeated: boolean;
}

/** Prepaid units beside those that are bought. Every method rejects with a `BillingError`. */
export interface Credits<M extends string = string> {
  /**
   * Gives prepaid units once for each id: what everybody begins with, for example. They are used after the allowance and outlive windows.
   * Rejects with `invalid_units`, `invalid_request`, `idempotency_conflict` (the id gave something else) or `store_unavailable`.
   */
  grant(gift: CreditGift<M>): Promise<GivenCredits>;
}
