import type { LedgerCommand, Policy } from '../ledger/command.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Accepted, LedgerResult } from '../ledger/result.ts';

/** Whose units of what, under which id. */
export interface SpillSubject {
  readonly customerId: string;
  readonly meter: string;
  readonly id: string;
}

/** A command for the ledger that is made when its policy is known. */
export interface Asked {
  readonly usage: SpillSubject;
  readonly commandOf: (policy: Policy) => LedgerCommand;
}

/** What the store said of a customer. */
export interface StoreAnswer {
  readonly usage: SpillSubject;
  readonly result: LedgerResult;
  /** The store's clock in milliseconds. */
  readonly now: number;
  /** What applies to the customer at a later instant, if nothing more is heard of it; null when access is over by then. */
  readonly policyAt: (now: number) => Policy | null;
}

/** How things stand with the journal. */
interface SpillSummary {
  /** Whether the store was away when it was last asked. */
  readonly away: boolean;
  /** What waits to be brought into the store, in bytes of the journal; null when the journal cannot be read. 0 without a journal. */
  readonly waitingBytes: number | null;
}

/** What goes on while the store is away, for customers whose last answer in this process had no limit. */
export interface Spill {
  /** Asks the store; when that is away and the customer had no limit, the usage is durable in the journal instead. */
  orJournal(asked: Asked, ask: () => Promise<Accepted>): Promise<Accepted>;
  /** Remembers what an answer says, for the time when there is none. */
  learn(answer: StoreAnswer): void;
  /** A reservation without a limit that this process made and that has not ended, so that the store need not be asked for it. */
  held(ref: { readonly customerId: string; readonly id: string }): Entry | null;
  /** Brings what waits in the journal into the store, one batch. Gives whether more may be waiting. */
  importRound(): Promise<boolean>;
  /** Never rejects. */
  summary(): Promise<SpillSummary>;
  close(): Promise<void>;
}
