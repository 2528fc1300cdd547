import type { Entry } from '../ledger/entry.ts';

/** Sees to it that the host hears of every change of level. */
export interface LevelWatch {
  /** What the ledger did. Costs a comparison in memory; where a level may have changed, the balance is looked at within a second. */
  note(entry: Pick<Entry, 'customerId' | 'meter' | 'kind' | 'state' | 'units'>): void;
  /** A customer's subscription changed, and with it what its meters hold. */
  noteCustomer(customerId: string): void;
  /** Looks through one page of all customers: a window that turned, what other instances used, a hook that failed. Gives whether more follow. */
  round(): Promise<boolean>;
}
