import type { Erasure, ErasureOutcome } from '../../erasure/erasure-store.ts';

/** What a part of the store does when a customer goes. */
export interface Going {
  /** What is in the way. */
  readonly obstacle?: (erasure: Erasure) => Exclude<ErasureOutcome, 'erased'> | null;
  readonly erase: (erasure: Erasure) => void;
}

/** What the parts of one memory store share. */
export interface MemoryGround {
  readonly now: () => number;
  /** Does a piece of work unless the store is closed. Nothing else runs meanwhile, so each is one atomic step. */
  readonly step: <T>(work: () => T) => Promise<T>;
  /** To which each part adds what it does when a customer goes. */
  readonly goings: Going[];
}
