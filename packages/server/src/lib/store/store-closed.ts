import { BillingError } from '@plimsoll/contract';

/** What every method of a store rejects with once it was closed. */
export function storeClosed(name: string): BillingError {
  return new BillingError('store_unavailable', `The ${name} store is closed.`);
}
