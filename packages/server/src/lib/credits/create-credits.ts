import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Refused } from '../ledger/result.ts';
import { parseUsage } from '../usage/request.ts';
import type { CreditGift, Credits } from './credits.ts';
import { noteEnd } from './note-end.ts';

/** Builds the gifts over a context. */
export function createCredits(context: Context): Credits {
  return {
    async grant(gift) {
      const { customerId, meter, units, id: given } = parseUsage(context, gift);
      await context.tombstones.requireAdmitted(customerId);
      // A name of its own, so that no id of the host meets that of an order.
      const id = `given:${given}`;
      if (gift.expiresAt !== undefined) await noteEnd(context, { customerId, meter, units, id, expiresAt: gift.expiresAt });
      const result = await context.coalescer.submit({ kind: 'grant', customerId, meter, units, id });
      if (!result.ok) throw refusalOf(gift, result);
      context.level.note(result.entry);
      return { units: result.entry.units, repeated: result.repeated };
    },
  };
}

function refusalOf({ id, meter }: CreditGift, { reason }: Refused): BillingError {
  if (reason === 'conflict')
    return new BillingError('idempotency_conflict', `The gift "${id}" was given with other units or another meter.`);
  if (reason === 'too_large') return new BillingError('invalid_units', `With these units the credits of "${meter}" would pass 2^53-1.`);
  return new BillingError('internal', `The gift "${id}" was refused: ${reason}.`);
}
