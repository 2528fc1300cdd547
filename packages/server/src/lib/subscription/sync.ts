import type { ChangeSource } from '@plimsoll/contract/routes';
import type { Snapshot } from './snapshot.ts';

/** Why a customer is read at the provider. */
export type SyncSource = 'webhook' | 'success_page' | 'portal' | 'checkout' | 'reconcile' | 'age' | 'first_read' | 'operator';

/** Reads customers at the provider; never twice at once for the same one, never losing a later wish. */
export interface Sync {
  /**
   * Reads all that the provider says of a customer, after this call, and applies it. Rejects with `provider_unavailable`. What caused it is
   * for the audit log, by default the source alone; of wishes that share a reading the first one's.
   */
  customer(customerId: string, source: SyncSource, cause?: ChangeSource): Promise<Snapshot>;
}
