import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Refused } from '../ledger/result.ts';
import { parseUsage } from '../usage/request.ts';
import type { CreditGift, Credits } from './credits.ts';
import { takenOf } from './expire-credits.ts';
import { addLot, changeLots, settleLots } from './expiring-lots.ts';

// Names that follow from it must still be ids.
const LONGEST_ID = 180;

/** Builds the gifts over a context. */
export function createCredits(context: Context): Credits {
  return {
    async grant(gift) {
      const { customerId, meter, units, id: given } = parseUsage(context, gift);
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

interface Ending {
  readonly customerId: string;
  readonly meter: string;
  readonly units: number;
  readonly id: string;
  readonly expiresAt: string;
}

// Before the units are there, so that no crash in between leaves units without their end.
async function noteEnd(context: Context, { customerId, meter, units, id, expiresAt }: Ending): Promise<void> {
  const end = Date.parse(expiresAt);
  if (Number.isNaN(end) || end <= (await context.clock.read()) || id.length > LONGEST_ID) {
    const message = `expiresAt must be an ISO 8601 instant in the future, and the id at most ${LONGEST_ID - 'given:'.length} characters.`;
    throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/expiresAt', detail: message }] });
  }
  // Of a gift that was given already nothing begins anew.
  if ((await context.store.ledger.readEntry({ customerId, id })) !== null) return;
  const taken = await takenOf(context, customerId, meter);
  await changeLots(context, customerId, (books) => {
    const book = settleLots(books[meter] ?? { taken, lots: [] }, taken);
    return { ...books, [meter]: addLot(book, { id, expiresAt: end, left: units }) };
  });
}

function refusalOf({ id, meter }: CreditGift, { reason }: Refused): BillingError {
  if (reason === 'conflict')
    return new BillingError('idempotency_conflict', `The gift "${id}" was given with other units or another meter.`);
  if (reason === 'too_large') return new BillingError('invalid_units', `With these units the credits of "${meter}" would pass 2^53-1.`);
  return new BillingError('internal', `The gift "${id}" was refused: ${reason}.`);
}
