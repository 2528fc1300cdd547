import type { MeterBalance } from '@plimsoll/contract';
import type { UsageRequest } from './request.ts';

/** Units that were counted, and where they came from. */
export interface Spent {
  readonly id: string;
  readonly units: number;
  /** The part past allowance and credits that the tier prices. */
  readonly overage: number;
  /** The part that nothing admitted. */
  readonly overrun: number;
  /** Whether an earlier call with this id did it. */
  readonly repeated: boolean;
}

/** Units that are held while work runs. */
export interface Reservation {
  readonly id: string;
  readonly customerId: string;
  readonly units: number;
  /** When they return by themselves, ISO 8601. */
  readonly expiresAt: string;
}

export interface ReservationRef {
  readonly customerId: string;
  readonly id: string;
}

/** What a check says: a moment later it may be otherwise, only `spend`, `reserve` and `run` hold. */
export interface Check {
  readonly allowed: boolean;
  readonly balance: MeterBalance;
}

export interface RunOptions<T> {
  /** How many units the work really took; 0 releases them. @default what was reserved */
  readonly actual?: (result: T) => number;
  /** Milliseconds after which the held units return by themselves. */
  readonly ttlMs?: number;
}

/** Usage gating. Every method rejects with a `BillingError`: `limit_reached`, `invalid_units`, `invalid_request`, `idempotency_conflict` or `store_unavailable`. */
export interface Usage<M extends string = string> {
  /** Whether the units would be admitted now. Changes nothing. */
  check(request: UsageRequest<M>): Promise<Check>;
  /** Checks and deducts in one atomic step. */
  spend(request: UsageRequest<M>): Promise<Spent>;
  /** Records what has already happened: never refused. What does not fit is overrun. */
  record(request: UsageRequest<M>): Promise<Spent>;
  /** Holds units until `commit`, `release`, or their time is over. */
  reserve(request: UsageRequest<M> & { readonly ttlMs?: number }): Promise<Reservation>;
  /** Ends a reservation as used; `units` may be less or more than was held. */
  commit(reservation: ReservationRef, units?: number): Promise<Spent>;
  /** Ends a reservation as not used. Releasing twice changes nothing. */
  release(reservation: ReservationRef): Promise<void>;
  /** Reserves, runs the work, commits; releases when the work throws. `actual(result)` may say how many units it really took; 0 releases. */
  run<T>(request: UsageRequest<M> & RunOptions<T>, work: () => Promise<T> | T): Promise<T>;
}
