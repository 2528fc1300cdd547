import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import { isoOf } from '../subscription/instant.ts';
import { parseUsage, requireId, requireUnits } from './request.ts';
import { spentOf, submitUsage } from './submit.ts';
import type { Reservation, ReservationRef, Usage } from './usage.ts';

/** What can be done with held and committed units. */
export function createReservations(context: Context): Pick<Usage, 'reserve' | 'extend' | 'commit' | 'release' | 'refund'> {
  return {
    async reserve({ ttlMs = context.settings.reservationTtlMs, ...request }) {
      const usage = parseUsage(context, request);
      requireUnits(ttlMs);
      const { entry } = await submitUsage(context, usage, (policy) => ({ ...usage, kind: 'reserve', policy, ttlMs }));
      return reservationOf(entry);
    },
    async extend({ customerId, id }, { units, ttlMs }) {
      for (const value of [units, ttlMs]) if (value !== undefined) requireUnits(value);
      const held = await readEntry(context, { customerId, id });
      const more = { units: units ?? null, ttlMs: ttlMs ?? null };
      const { entry } = await submitUsage(context, held, (policy) => ({ kind: 'extend', customerId, id, ...more, policy }));
      return reservationOf(entry);
    },
    async commit({ customerId, id }, units) {
      if (units !== undefined) requireUnits(units);
      const held = await readEntry(context, { customerId, id });
      const settled = { units: units ?? null, eventId: context.runtime.uuid() };
      return spentOf(await submitUsage(context, held, (policy) => ({ kind: 'commit', customerId, id, ...settled, policy })));
    },
    async release({ customerId, id, attempt = null }) {
      const held = await readEntry(context, { customerId, id });
      await submitUsage(context, held, () => ({ kind: 'release', customerId, id, attempt }));
    },
    async refund({ customerId, id }) {
      const spent = await readEntry(context, { customerId, id });
      return spentOf(await submitUsage(context, spent, () => ({ kind: 'refund', customerId, id })));
    },
  };
}

// The meter decides the policy, and only the ledger knows which meter an id stands for.
async function readEntry(context: Context, ref: ReservationRef): Promise<Entry> {
  requireId('customerId', ref.customerId);
  requireId('id', ref.id);
  const { customerId, id } = ref;
  const entry = context.spill.held({ customerId, id }) ?? (await context.store.ledger.readEntry({ customerId, id }));
  if (entry === null || entry.kind === 'grant') throw new BillingError('not_found', `Nothing was held or spent under "${ref.id}".`);
  return entry;
}

function reservationOf({ id, customerId, units, expiresAt, attempt }: Entry): Reservation {
  return { id, customerId, units, expiresAt: isoOf(expiresAt ?? 0), attempt };
}
