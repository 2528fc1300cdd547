import type { Entry } from '../../ledger/entry.ts';
import type { LedgerResult } from '../../ledger/result.ts';

const LONGEST_MS = 60_000;

/** The last entries that this process was told of in each bucket. */
export interface LastAnswers {
  keep(bucket: string, results: readonly LedgerResult[]): void;
  /** Entries that must be there still, by bucket. */
  all(): ReadonlyMap<string, readonly Entry[]>;
  /** The server may forget answers after this long, in milliseconds. */
  limit(retentionMs: number): void;
  /** What was told of a bucket is no measure any more. */
  forget(bucket: string): void;
}

/**
 * A loss takes the end of what was written, so the last batch of a bucket says whether anything of this process is gone, even when others
 * have written on since and the versions look well again.
 */
export function createLastAnswers(monotonic: () => number): LastAnswers {
  const last = new Map<string, { results: readonly LedgerResult[]; at: number }>();
  let keepMs = LONGEST_MS;
  return {
    keep(bucket, results) {
      if (results.some(({ ok }) => ok)) last.set(bucket, { results, at: monotonic() });
    },
    all() {
      const since = monotonic() - keepMs;
      const fresh = [...last].filter(([, { at }]) => at > since);
      return new Map(fresh.map(([bucket, { results }]) => [bucket, entriesOf(results)]));
    },
    // The half: the server began to count before its answer came here.
    limit(retentionMs) {
      keepMs = Math.min(LONGEST_MS, retentionMs / 2);
    },
    forget: (bucket) => void last.delete(bucket),
  };
}

function entriesOf(results: readonly LedgerResult[]): Entry[] {
  return results.flatMap((result) => (result.ok ? [result.entry] : []));
}

// What an entry passes through; it never goes back within one attempt.
const STAGE: Readonly<Record<Entry['state'], number>> = { reserved: 0, committed: 1, released: 1, expired: 1, refunded: 2 };

/** Whether an entry is not there any more, or as it was before what was told of it. */
export function isBehind(found: Pick<Entry, 'attempt' | 'state'> | null, told: Entry): boolean {
  if (found === null || found.attempt < told.attempt) return true;
  return found.attempt === told.attempt && STAGE[found.state] < STAGE[told.state];
}
