import { BillingError } from '@plimsoll/contract';

/** A cursor that is a place in the audit log. @throws BillingError `invalid_request` */
export function readSequence(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  const message = 'before must be what the page before gave as next.';
  throw new BillingError('invalid_request', message, { publicMessage: message, fields: [{ pointer: '/before', detail: message }] });
}
