import { BillingError, isId } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { dropErasure } from './begun-erasures.ts';

/** Lets a customer in again who was erased. `false`: it was not. @throws BillingError `invalid_request` */
export async function readmitCustomer({ store, tombstones }: Context, customerId: string): Promise<boolean> {
  if (!isId(customerId)) throw new BillingError('invalid_request', 'This cannot be the id of a customer.');
  // First, or the end of the erasure would take what is new.
  await dropErasure(store.records, customerId);
  return await tombstones.lift(customerId);
}
