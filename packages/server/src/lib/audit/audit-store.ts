/** One row of the audit log: a link of a chain in which each hash covers the one before. */
export interface AuditRow {
  /** Its place, from 1, without a gap. */
  readonly seq: number;
  /** Of the change that it tells of: a change is told once. */
  readonly id: string;
  /** Null: it concerns no customer, or all. */
  readonly customerId: string | null;
  /** What the hash covers beside the one before. */
  readonly content: string;
  /** What may be forgotten of it later; the content holds a digest of it. Null when there is nothing, or it was forgotten. */
  readonly personal: string | null;
  readonly hash: string;
}

/** The end of the log: the last row's place and hash; 0 and the empty text when there is none. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

interface AuditOutcome {
  readonly appended: boolean;
  /** The end of the log now. */
  readonly head: AuditHead;
  /** Ids among those that were given which the log had already. */
  readonly known: readonly string[];
}

export interface AuditStore {
  /**
   * Atomic compare-and-set: writes the rows behind `expected`, all of them, or none when the log ends elsewhere or has one of their ids. So
   * two processes cannot fork the chain, and no change is told twice. After a rejection it may or may not have happened: asking again tells.
   */
  append(rows: readonly AuditRow[], expected: AuditHead): Promise<AuditOutcome>;
  /** Rows before a place (null: from the end), newest first; of one customer, or of all (null). */
  list(page: { customerId: string | null; before: number | null; limit: number }): Promise<readonly AuditRow[]>;
  /** Rows after a place (0: from the beginning), in their order, for whoever checks the chain. */
  read(page: { after: number; limit: number }): Promise<readonly AuditRow[]>;
  /**
   * Forgets what is personal in the rows of a customer: they are the mark's from now on, under ids that say nothing (`forgottenId`). Content
   * and hashes stay, so the chain still holds. Idempotent.
   */
  forget(customerId: string, mark: string): Promise<void>;
}

/** The id of a row of the audit log whose customer was forgotten. */
export function forgottenId(seq: number): string {
  return `forgotten/${seq}`;
}
