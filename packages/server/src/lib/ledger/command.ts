/** One limit that must admit: so many units in one window; null is no limit. */
export interface PolicyLimit {
  readonly window: string;
  readonly units: number | null;
}

/** What the customer's tier allows at the moment of the command. The ledger decides by it and knows nothing of tiers. */
export interface Policy {
  /** At least one. The first is the primary window, where overage is counted. */
  readonly limits: readonly [PolicyLimit, ...PolicyLimit[]];
  /** What happens past allowance and credits. `cap`: units of overage that a window may hold; null is no cap. */
  readonly overage: 'block' | { readonly cap: number | null };
  /** Decides and records but never refuses: what does not fit is overrun. */
  readonly shadow?: boolean;
}

interface Subject {
  readonly customerId: string;
  readonly userId: string | null;
  readonly meter: string;
  readonly units: number;
  /** Chosen by the caller; the same id with the same arguments has one effect and one answer. */
  readonly id: string;
  readonly policy: Policy;
}

/** Checks and deducts in one step. */
export interface SpendCommand extends Subject {
  readonly kind: 'spend';
  readonly eventId: string;
}

/** Records usage that has already happened: never refused, what does not fit is overrun. */
export interface RecordCommand extends Subject {
  readonly kind: 'record';
  readonly eventId: string;
}

/** Holds units while work runs. */
export interface ReserveCommand extends Subject {
  readonly kind: 'reserve';
  /** Whole milliseconds on the store's clock until the units return by themselves, up to a hundred years. */
  readonly ttlMs: number;
}

/** Ends a reservation as used. */
export interface CommitCommand {
  readonly kind: 'commit';
  readonly customerId: string;
  /** The reservation's id. */
  readonly id: string;
  /** Units that were really used, at least 1; null is what is held, extensions included. */
  readonly units: number | null;
  readonly policy: Policy;
  readonly eventId: string;
  /** Which holding under this id the work was done in. Null: whichever there is. */
  readonly attempt: number | null;
}

/** Ends a reservation as not used. */
export interface ReleaseCommand {
  readonly kind: 'release';
  readonly customerId: string;
  readonly id: string;
  /** Which holding under this id is meant; a worker that is late must not free what another one holds. Null: whichever there is. */
  readonly attempt: number | null;
}

/** Holds more units, or for longer. Named by what it leads to, so that repeating it changes nothing. */
export interface ExtendCommand {
  readonly kind: 'extend';
  readonly customerId: string;
  readonly id: string;
  /** Units that are held afterwards; fewer than now changes nothing. Null: as many as now. */
  readonly units: number | null;
  /** Whole milliseconds from now that it lives at least. Null: as long as now. */
  readonly ttlMs: number | null;
  readonly policy: Policy;
}

/** Gives committed units of the allowance and of credits back after work that failed for good. Local: the provider is told nothing. */
export interface RefundCommand {
  readonly kind: 'refund';
  readonly customerId: string;
  /** Id of what was spent or committed. */
  readonly id: string;
}

/** Adds prepaid units, once for each id (an order's id). */
export interface GrantCommand {
  readonly kind: 'grant';
  readonly customerId: string;
  readonly meter: string;
  readonly units: number;
  readonly id: string;
}

/**
 * Takes prepaid units back, as many as are left. Named by what it leads to: `units` is all that is to be taken back under this id, so that
 * repeating it, or an older and smaller one that comes late, changes nothing.
 */
export interface RevokeCommand {
  readonly kind: 'revoke';
  readonly customerId: string;
  readonly meter: string;
  readonly units: number;
  readonly id: string;
}

export type LedgerCommand =
  | SpendCommand
  | RecordCommand
  | ReserveCommand
  | ExtendCommand
  | CommitCommand
  | ReleaseCommand
  | RefundCommand
  | GrantCommand
  | RevokeCommand;
