import type { LedgerCommand } from '../ledger/command.ts';

/** Usage that was promised while the store was away. */
export interface SpilledUsage {
  /** What the ledger will be given, together and in this order. The ids inside make it count once, however often it is given. */
  readonly commands: readonly LedgerCommand[];
}

/** The oldest usage that waits in a journal. */
export interface SpilledBatch {
  /** In the order in which it was appended. */
  readonly rows: readonly SpilledUsage[];
  /** Pieces among them that cannot be read: an append that a crash cut off (it was never acknowledged), or a damaged disk. */
  readonly damaged: number;
}

/**
 * Where usage of unlimited customers waits while the store is away. It must not share a fate with the store: a file on this machine, not
 * a table beside the others. A journal serves one process at a time; what an earlier process left behind is its heritage.
 */
export interface SpillJournal {
  /**
   * Durable when it resolves: it outlives `kill -9` and a loss of power. Keeps the order of the calls. A rejection means that it was not
   * kept, or that nobody knows; it may be given again.
   */
  append(usage: SpilledUsage): Promise<void>;
  /** The oldest usage that was not dropped, at most so many rows; null when nothing waits. Changes nothing: read again, it gives the same. */
  read(limit: number): Promise<SpilledBatch | null>;
  /**
   * Forgets the batch that was read last, and nothing that came since; any other batch changes nothing. A crash may bring back what was
   * dropped, never lose what was not.
   */
  drop(batch: SpilledBatch): Promise<void>;
  /** Bytes that wait; 0 when nothing does. */
  size(): Promise<number>;
  /** Lets go of files and locks; what waits stays. Idempotent. Afterwards every other method rejects. */
  close(): Promise<void>;
}
