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
  /** Milliseconds on the store's clock until the units return by themselves. */
  readonly ttlMs: number;
}

/** Ends a reservation as used. */
export interface CommitCommand {
  readonly kind: 'commit';
  readonly customerId: string;
  /** The reservation's id. */
  readonly id: string;
  /** Units that were really used; null is what was reserved. */
  readonly units: number | null;
  readonly policy: Policy;
  readonly eventId: string;
}

/** Ends a reservation as not used. */
export interface ReleaseCommand {
  readonly kind: 'release';
  readonly customerId: string;
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

export type LedgerCommand = SpendCommand | RecordCommand | ReserveCommand | CommitCommand | ReleaseCommand | GrantCommand;
