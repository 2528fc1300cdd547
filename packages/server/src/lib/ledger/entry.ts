import type { Policy } from './command.ts';

/** Where the units of an entry came from. */
export interface Split {
  readonly allowance: number;
  readonly credits: number;
  readonly overage: number;
  readonly overrun: number;
}

type EntryState = 'reserved' | 'committed' | 'refunded' | 'released' | 'expired';

/** The durable record of one command: its effect and, because repeats must get the same, its answer. */
export interface Entry {
  readonly customerId: string;
  readonly id: string;
  readonly kind: 'spend' | 'record' | 'reserve' | 'grant' | 'revoke';
  readonly userId: string | null;
  readonly meter: string;
  readonly state: EntryState;
  /** Units that the command asked for. */
  readonly requested: number;
  /** Units held or committed; for a revoke those that could be taken back. */
  readonly units: number;
  readonly split: Split;
  /** The policy under which it was admitted; a commit lands in these windows even when they have turned. */
  readonly policy: Policy | null;
  /** Id under which the provider hears of the committed units. */
  readonly eventId: string | null;
  /** Whether it was committed after its reservation had expired. */
  readonly late: boolean;
  /** Milliseconds of the store's clock. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  /** When it was committed, given back or refunded; null while it is held, and for a revoke. */
  readonly settledAt: number | null;
  /** How often units were held under this id: a release that names an earlier time changes nothing. */
  readonly attempt: number;
}

/** The durable record of committed units that the provider is told about. */
export interface UsageEvent {
  readonly id: string;
  readonly customerId: string;
  readonly userId: string | null;
  readonly meter: string;
  readonly units: number;
  /** The overage among them: what a priced meter at the provider sums. */
  readonly billableUnits: number;
  /** Milliseconds of the store's clock. */
  readonly at: number;
}

/** Units to add to one hour of a customer's history. */
export interface HistoryChange {
  readonly customerId: string;
  readonly meter: string;
  readonly userId: string | null;
  /** Start of the hour in milliseconds. */
  readonly hour: number;
  readonly units: number;
}

/** Entries are looked up by customer and id, so that one customer's ids never meet another's. */
export type EntryKey = Pick<Entry, 'customerId' | 'id'>;

/** The key as one text. */
export function entryKey({ customerId, id }: EntryKey): string {
  return `${customerId}\u0000${id}`;
}
