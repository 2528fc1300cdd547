import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Entry } from '../ledger/entry.ts';
import type { SpillSubject } from '../spill/spill.ts';
import { isoOf } from '../subscription/instant.ts';
import { failWork } from './fail.ts';
import { createHeldMeters } from './held-meters.ts';
import { parseUsage, requireId, requireUnits } from './request.ts';
import { spentOf, submitUsage } from './submit.ts';
import type { Reservation, ReservationRef, Usage } from './usage.ts';

/** What can be done with held and committed units. */
export function createReservations(context: Context): Pick<Usage, 'reserve' | 'extend' | 'commit' | 'release' | 'refund' | 'fail'> {
  const { runtime, settings } = context;
  const meters = createHeldMeters({ runtime, keepMs: settings.answerRetentionMs });

  // The meter decides the policy, and an id alone does not say which it is.
  async function subjectOf(ref: ReservationRef): Promise<SpillSubject> {
    requireRef(ref);
    return meters.find(ref) ?? (await readEntry(context, ref));
  }

  const usage: ReturnType<typeof createReservations> = {
    async reserve({ ttlMs = settings.reservationTtlMs, ...request }) {
      const usage = parseUsage(context, request);
      requireUnits(ttlMs);
      const { entry } = await submitUsage(context, usage, (policy) => ({ ...usage, kind: 'reserve', policy, ttlMs }));
      meters.note(usage);
      return reservationOf(entry);
    },
    async extend({ customerId, id }, { units, ttlMs }) {
      for (const value of [units, ttlMs]) if (value !== undefined) requireUnits(value);
      const held = await subjectOf({ customerId, id });
      const more = { units: units ?? null, ttlMs: ttlMs ?? null };
      const { entry } = await submitUsage(context, held, (policy) => ({ kind: 'extend', customerId, id, ...more, policy }));
      return reservationOf(entry);
    },
    async commit({ customerId, id, attempt = null }, units) {
      if (units !== undefined) requireUnits(units);
      const held = await subjectOf({ customerId, id });
      const settled = { units: units ?? null, eventId: runtime.uuid(), attempt };
      const committed = await submitUsage(context, held, (policy) => ({ kind: 'commit', customerId, id, ...settled, policy }));
      meters.forget(held);
      return spentOf(committed);
    },
    async release({ customerId, id, attempt = null }) {
      const held = await subjectOf({ customerId, id });
      await submitUsage(context, held, () => ({ kind: 'release', customerId, id, attempt }));
      meters.forget(held);
    },
    async refund({ customerId, id }) {
      requireRef({ customerId, id });
      const spent = await readEntry(context, { customerId, id });
      return spentOf(await submitUsage(context, spent, () => ({ kind: 'refund', customerId, id })));
    },
    async fail({ customerId, id }) {
      requireRef({ customerId, id });
      return await failWork({ context, usage, readEntry: (ref) => readEntry(context, ref) }, { customerId, id });
    },
  };
  return usage;
}

function requireRef({ customerId, id }: ReservationRef): void {
  requireId('customerId', customerId);
  requireId('id', id);
}

async function readEntry(context: Context, { customerId, id }: ReservationRef): Promise<Entry> {
  const entry = context.spill.held({ customerId, id }) ?? (await context.store.ledger.readEntry({ customerId, id }));
  if (entry === null || entry.policy === null) throw new BillingError('not_found', `Nothing was held or spent under "${id}".`);
  return entry;
}

function reservationOf({ id, customerId, units, expiresAt, attempt }: Entry): Reservation {
  return { id, customerId, units, expiresAt: isoOf(expiresAt ?? 0), attempt };
}
