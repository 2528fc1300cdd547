import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import { readStanding } from '../subscription/read-standing.ts';
import { readBalances } from './read-balances.ts';
import { parseUsage, requireId, requireUnits, type UsageRequest } from './request.ts';
import { runMetered } from './run.ts';
import { submitUsage } from './submit.ts';
import type { ReservationRef, Spent, Usage } from './usage.ts';

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
      const { entry, repeated } = await submitUsage(context, held, (policy) => ({
        kind: 'commit',
        customerId,
        id,
        units: units ?? null,
        policy,
        eventId,
      }));
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
