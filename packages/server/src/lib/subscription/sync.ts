import type { Snapshot } from './snapshot.ts';

/** Reads customers at the provider; never twice at once for the same one, never losing a later wish. */
export interface Sync {
  /** Reads all that the provider says of a customer, after this call, and applies it. Rejects with `provider_unavailable`. */
  customer(customerId: string): Promise<Snapshot>;
}
