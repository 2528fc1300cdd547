import type { Snapshot } from './snapshot.ts';

/** Why a customer is read at the provider. */
export type SyncSource = 'webhook' | 'success_page' | 'portal' | 'checkout' | 'reconcile' | 'age' | 'first_read';

/** Reads customers at the provider; never twice at once for the same one, never losing a later wish. */
export interface Sync {
  /** Reads all that the provider says of a customer, after this call, and applies it. Rejects with `provider_unavailable`. */
  customer(customerId: string, source: SyncSource): Promise<Snapshot>;
}
