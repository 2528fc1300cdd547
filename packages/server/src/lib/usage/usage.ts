import type { MeterBalance } from '@plimsoll/contract';
import type { Explanation } from './explain.ts';
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
  /** Which holding under this id it is; a release of an earlier one frees nothing, a commit of one counts late. */
  readonly attempt: number;
}

/** Names a reservation: the one that `reserve` gave, or its ids. */
export interface ReservationRef {
  readonly customerId: string;
  readonly id: string;
  readonly attempt?: number;
}

/** What became of units after the work failed for good. */
export interface Failed {
  readonly id: string;
  /** Units that stay spent. */
  readonly units: number;
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
  /** The whole reasoning behind what `check` would answer. */
  explain(request: UsageRequest<M>): Promise<Explanation>;
  /** Records what has already happened: never refused. What does not fit is overrun. */
  record(request: UsageRequest<M>): Promise<Spent>;
  /** Holds units until `commit`, `release`, or their time is over. */
  reserve(request: UsageRequest<M> & { readonly ttlMs?: number }): Promise<Reservation>;
  /** Holds more units (`units` is the new total) or for longer, for work that grows, as a stream does. */
  extend(reservation: ReservationRef, more: { readonly units?: number; readonly ttlMs?: number }): Promise<Reservation>;
  /** Ends a reservation as used; `units` may be less or more than was held. */
  commit(reservation: ReservationRef, units?: number): Promise<Spent>;
  /** Ends a reservation as not used. Releasing twice changes nothing. */
  release(reservation: ReservationRef): Promise<void>;
  /** Gives back what was spent or committed under an id, after work that failed for good. Overage stays. Refunding twice changes nothing. */
  refund(spent: ReservationRef): Promise<Spent>;
  /**
   * Says that the work behind an id failed for good. With the setting `refundOnFailure` what was spent or is held returns (overage stays),
   * without it it stays spent. Said twice, or by two workers, it counts once; say it after the last try, not after each.
   */
  fail(work: ReservationRef): Promise<Failed>;
  /** Reserves, runs the work, commits; releases when the work throws. `actual(result)` may say how many units it really took; 0 releases. */
  run<T>(request: UsageRequest<M> & RunOptions<T>, work: () => Promise<T> | T): Promise<T>;
  /** Makes a function metered: each call of what is returned is one `run`, for whom the first argument says. */
  metered<A extends readonly unknown[], T>(
    options: { readonly meter: M; readonly units?: number } & RunOptions<T>,
    work: (...args: A) => Promise<T> | T,
  ): (who: Pick<UsageRequest, 'customerId' | 'userId' | 'id'>, ...args: A) => Promise<T>;
}
