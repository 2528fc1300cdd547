import { BillingError, type MeterBalance } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import { readStanding } from '../subscription/read-standing.ts';
import { readBalances } from './read-balances.ts';
import { parseUsage, requireId, requireUnits, type UsageRequest } from './request.ts';
import { type RunOptions, runMetered } from './run.ts';
import { submitUsage } from './submit.ts';

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

/** Builds the usage methods over a context. */
export function createUsage(context: Context): Usage {
  const deduct = (kind: 'spend' | 'record') => async (request: UsageRequest) => {
    const usage = parseUsage(context, request);
    const eventId = context.runtime.uuid();
    const { entry, repeated } = await submitUsage(context, usage, (policy) => ({ ...usage, kind, policy, eventId }));
    return spentOf(entry, repeated);
  };

  const usage: Usage = {
    async check(request) {
      const { customerId, meter, units } = parseUsage(context, request);
      const balance = (await readBalances(context, await readStanding(context, customerId), [meter]))[meter];
      if (balance === undefined) throw new BillingError('internal', `No balance was read for "${meter}".`);
      const allowed = balance.remaining === 'unlimited' || balance.remaining >= units || balance.overagePrice !== null;
      return { allowed, balance };
    },
    spend: deduct('spend'),
    record: deduct('record'),
    async reserve({ ttlMs = context.settings.reservationTtlMs, ...request }) {
      const usage = parseUsage(context, request);
      requireUnits(ttlMs);
      const { entry } = await submitUsage(context, usage, (policy) => ({ ...usage, kind: 'reserve', policy, ttlMs }));
      return { id: entry.id, customerId: entry.customerId, units: entry.units, expiresAt: new Date(entry.expiresAt ?? 0).toISOString() };
    },
    async commit({ customerId, id }, units) {
      if (units !== undefined) requireUnits(units);
      const held = await readReservation(context, { customerId, id });
      const eventId = context.runtime.uuid();
      const { entry, repeated } = await submitUsage(context, held, (policy) => ({ kind: 'commit', customerId, id, units: units ?? null, policy, eventId }));
      return spentOf(entry, repeated);
    },
    async release({ customerId, id }) {
      const held = await readReservation(context, { customerId, id });
      await submitUsage(context, held, () => ({ kind: 'release', customerId, id }));
    },
    run: (request, work) => runMetered({ usage, logger: context.logger }, request, work),
  };
  return usage;
}

// The meter decides the policy, and only the ledger knows which meter a reservation holds.
async function readReservation(context: Context, ref: ReservationRef): Promise<Entry> {
  requireId('customerId', ref.customerId);
  requireId('id', ref.id);
  const entry = await context.store.ledger.readEntry(ref);
  if (entry === null || entry.kind !== 'reserve') throw new BillingError('not_found', `There is no reservation "${ref.id}".`);
  return entry;
}

function spentOf({ id, units, split }: Entry, repeated: boolean): Spent {
  return { id, units, overage: split.overage, overrun: split.overrun, repeated };
}
