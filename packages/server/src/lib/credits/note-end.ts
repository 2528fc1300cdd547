import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { takenOf } from './expire-credits.ts';
import { addLot, changeLots, settleLots } from './expiring-lots.ts';

// Names that follow from an id must still be ids; "given:" or "admin:" stands in front of the name that was chosen.
const LONGEST_ID = 180;
const LONGEST_NAME = LONGEST_ID - 'given:'.length;

/** A gift that is about to be given, and when what is left of it ends. */
interface Ending {
  readonly customerId: string;
  readonly meter: string;
  readonly units: number;
  /** Of the grant in the ledger. */
  readonly id: string;
  readonly expiresAt: string;
}

/**
 * Notes the end of a gift before its units are there, so that no crash in between leaves units without their end.
 * @throws BillingError `invalid_request` for an end that is no instant of the future, or too long an id
 */
export async function noteEnd(context: Context, { customerId, meter, units, id, expiresAt }: Ending): Promise<void> {
  // Of a gift that was given already nothing begins anew, and its end may be over by now.
  if ((await context.store.ledger.readEntry({ customerId, id })) !== null) return;
  const end = Date.parse(expiresAt);
  if (Number.isNaN(end) || end <= (await context.clock.read()) || id.length > LONGEST_ID) {
    const message = `expiresAt must be an ISO 8601 instant in the future, and the name of the gift at most ${LONGEST_NAME} characters.`;
    throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/expiresAt', detail: message }] });
  }
  const taken = await takenOf(context, customerId, meter);
  await changeLots(context, customerId, (books) => {
    const book = settleLots(books[meter] ?? { taken, lots: [] }, taken);
    return { ...books, [meter]: addLot(book, { id, expiresAt: end, left: units }) };
  });
}
