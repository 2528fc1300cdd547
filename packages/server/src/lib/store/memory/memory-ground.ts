/** What the parts of one memory store share. */
export interface MemoryGround {
  readonly now: () => number;
  /** Does a piece of work unless the store is closed. Nothing else runs meanwhile, so each is one atomic step. */
  readonly step: <T>(work: () => T) => Promise<T>;
}
