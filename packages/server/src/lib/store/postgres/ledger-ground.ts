import type { LedgerResult } from '../../ledger/result.ts';
import type { Change } from '../../store.ts';
import type { Journal } from './journal.ts';
import type { KnownBooks } from './known-books.ts';
import type { StoreClock } from './store-clock.ts';

/** What both ways of writing a batch share. */
export interface LedgerGround {
  /** The store's clock, when a test brings one. */
  readonly now: () => number | null;
  readonly clock: StoreClock;
  readonly known: KnownBooks;
  readonly journal: Journal;
}

/** What became of a batch. */
export interface Applied {
  readonly results: readonly LedgerResult[];
  /** How many entries changed. */
  readonly entries: number;
  readonly changes: readonly Change[];
}

/** A batch of which nobody knows whether it was written. If it was, its entries carry the stamp. */
export interface Lost extends Applied {
  readonly stamp: number;
}
