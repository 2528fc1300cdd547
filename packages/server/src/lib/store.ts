import type { Payment } from '@plimsoll/contract';
import type { AuditStore } from './audit/audit-store.ts';
import type { ErasureStore } from './erasure/erasure-store.ts';
import type { Account, AccountKey } from './ledger/account.ts';
import type { LedgerCommand } from './ledger/command.ts';
import type { Entry, UsageEvent } from './ledger/entry.ts';
import type { LedgerResult } from './ledger/result.ts';
import type { ProviderEvent } from './provider.ts';
import type { Snapshot } from './subscription/snapshot.ts';

/** What a store keeps through which crash. Proven by the conformance suite, not hoped. */
export interface StoreCapabilities {
  /** Every resolved write is still there after `kill -9` of this process. */
  readonly survivesProcessKill: boolean;
  /** Every resolved write is still there after `kill -9` of the store's own server. */
  readonly survivesStoreKill: boolean;
  /** Several processes may use it at once. `same-host`: on one machine only. */
  readonly multiInstance: boolean | 'same-host';
}

/**
 * Where billing lives. Every method rejects only when the store cannot be reached or written; then nothing of that call was kept
 * unless the method says otherwise. What is refused by a rule is a value, not a rejection.
 */
export interface Store {
  readonly name: string;
  readonly capabilities: StoreCapabilities;
  readonly ledger: LedgerStore;
  readonly snapshots: SnapshotStore;
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly payments: PaymentStore;
  readonly records: RecordStore;
  readonly audit: AuditStore;
  readonly erasure: ErasureStore;
  readonly changes: ChangeFeed;
  readonly losses: LossFeed;
  /** Prepares tables. Idempotent and safe when several processes call it at once. */
  open(): Promise<void>;
  /** Lets go of files and connections. Idempotent. */
  close(): Promise<void>;
  /** The store's clock in milliseconds: the clock of windows and expiry. */
  now(): Promise<number>;
}

/** How a store likes its commands. What is given earlier is decided earlier, however many calls are under way. */
interface Batching {
  /** Commands of one `apply`. */
  readonly largest: number;
  /** Calls of `apply` that may be under way. */
  readonly atOnce: number;
}

export interface LedgerStore {
  readonly batching: Batching;
  /**
   * Decides and writes commands in order, in one atomic step at one instant of the store's clock: accounts, entries, history,
   * outbox rows and the version of each customer change together. Each command succeeds or fails by itself. Idempotent by command id.
   * A rejection means that none took effect, or that nobody knows; the same commands may be given again.
   */
  apply(commands: readonly LedgerCommand[]): Promise<readonly LedgerResult[]>;
  /** The accounts of the keys, in their order; one in which nothing happened is empty. Due reservations count as ended. */
  readAccounts(keys: readonly AccountKey[]): Promise<readonly Account[]>;
  readEntry(key: { customerId: string; id: string }): Promise<Entry | null>;
  /**
   * Entries of a customer, the latest made first, of one instant by id, both descending; behind `before`, or from the latest. With `held`
   * only reservations that hold units now. For people who look, not for the hot path.
   */
  listEntries(page: EntryPage): Promise<readonly Entry[]>;
  /** Units per hour (and user) of a meter with `from <= hour < to`, oldest first. */
  readHistory(query: HistoryQuery): Promise<readonly HistoryRow[]>;
  /** Ends up to `limit` reservations whose time is over; gives how many. Idempotent. */
  expire(limit: number): Promise<number>;
  /** Forgets up to `limit` answers that were settled longer ago than this; gives how many. Grants are kept for ever, so an order counts once. */
  prune(older: { thanMs: number; limit: number }): Promise<number>;
}

/** A page of a customer's entries. */
export interface EntryPage {
  readonly customerId: string;
  /** The last one of the page before; null to begin. */
  readonly before: { readonly createdAt: number; readonly id: string } | null;
  readonly limit: number;
  readonly held: boolean;
}

export interface HistoryQuery {
  readonly customerId: string;
  readonly meter: string;
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
}

export interface HistoryRow {
  /** Start of the hour in milliseconds. */
  readonly hour: number;
  readonly userId: string | null;
  readonly units: number;
}

export interface SnapshotStore {
  read(customerId: string): Promise<Snapshot | null>;
  /** Atomic compare-and-set on `revision` (0: not there yet). `false`: someone else wrote first, read again. Raises the customer's version. */
  write(snapshot: Snapshot, expectedRevision: number): Promise<boolean>;
  /** The customer to whom a provider's own customer id was bound. */
  findCustomer(provider: string, providerCustomerId: string): Promise<string | null>;
  /** Customer ids in ascending order after `after` (`''` to begin), for sweeps. */
  list(page: { after: string; limit: number }): Promise<readonly string[]>;
}

/** A signed webhook that was accepted, with what it means. The provider's own words are not kept. */
export interface InboxRow {
  readonly event: ProviderEvent;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** Proof of the lease: a write with an older token is refused. */
  readonly token: string;
}

export type InboxOutcome = 'done' | 'ignored';

export interface QueueSummary {
  readonly waiting: number;
  /** Rows that need a person: dead letters, or parked events. */
  readonly stuck: number;
  /** When the oldest waiting row came, in milliseconds. */
  readonly oldestAt: number | null;
}

export interface InboxStore {
  /** Durable when it resolves. Idempotent by (provider, event id). */
  insert(event: ProviderEvent): Promise<'new' | 'seen'>;
  /** Leases up to `limit` due rows, oldest first; a lease that ran out is claimable again. */
  claim(lease: { limit: number; leaseMs: number }): Promise<readonly InboxRow[]>;
  /** `false`: the lease was lost, nothing changed. So for `retry` and `bury`. */
  finish(row: InboxRow, outcome: InboxOutcome): Promise<boolean>;
  retry(row: InboxRow, again: { delayMs: number; error: string }): Promise<boolean>;
  bury(row: InboxRow, error: string): Promise<boolean>;
  summary(): Promise<QueueSummary>;
  /** Dead letters, oldest first. */
  listStuck(page: StuckPage): Promise<readonly StuckWebhook[]>;
  /** Makes a row that has ended, dead or not, wait again, with no attempts. `false`: there is none, or it waits already. */
  revive(key: { provider: string; id: string }): Promise<boolean>;
  /** Deletes rows that ended longer ago than this; gives how many. */
  prune(olderThanMs: number): Promise<number>;
}

/** A page of what needs a person. */
export interface StuckPage {
  /** The place of the last row of the page before, also when that one is gone by now; null, or what is no place: from the beginning. */
  readonly after: string | null;
  readonly limit: number;
}

/** A webhook that was given up. */
export interface StuckWebhook {
  /** Where it stands among all, in the store's own words: 250 characters at the most. */
  readonly place: string;
  readonly event: ProviderEvent;
  readonly attempts: number;
  readonly error: string;
  /** Milliseconds. */
  readonly receivedAt: number;
}

/** A usage event that the provider refuses. */
export interface StuckUsage {
  /** Where it stands among all, in the store's own words: 250 characters at the most. */
  readonly place: string;
  readonly event: UsageEvent;
  readonly reason: string;
}

/** One payment as it is kept. */
export interface PaymentRow extends Payment {
  readonly productId: string | null;
  /** Of the statement that the row is from: a later one is greater, byte by byte. It holds no space. */
  readonly version: string;
}

export interface PaymentStore {
  /**
   * Takes in payments of one customer: of each the greatest version stays, so any order and any repetition end in the same rows. Each by
   * itself; a rejection means that some may be written. Idempotent. Gives the ids of those that changed.
   */
  upsert(customerId: string, rows: readonly PaymentRow[]): Promise<readonly string[]>;
  /** Up to `limit` payments of a customer that are older than a place (null: from the newest), by `createdAt`, then by id, descending. */
  list(page: { customerId: string; before: Pick<PaymentRow, 'createdAt' | 'id'> | null; limit: number }): Promise<readonly PaymentRow[]>;
}

export interface OutboxBatch {
  readonly token: string;
  readonly events: readonly UsageEvent[];
  /** How often these events were claimed, at the most, this time included. */
  readonly attempts: number;
}

export interface OutboxStore {
  /** Leases up to `limit` due events, oldest first. An empty batch has no events. */
  claim(lease: { limit: number; leaseMs: number }): Promise<OutboxBatch>;
  /** The provider took these events. Gives how many were still under this token; the rest is untouched. So for `retry` and `park`. */
  acknowledge(token: string, eventIds: readonly string[]): Promise<number>;
  retry(token: string, eventIds: readonly string[], delayMs: number): Promise<number>;
  park(token: string, eventIds: readonly string[], reason: string): Promise<number>;
  summary(): Promise<QueueSummary>;
  /** Parked events, oldest first. */
  listStuck(page: StuckPage): Promise<readonly StuckUsage[]>;
  /** Makes parked events wait again, with no attempts; gives how many. */
  revive(eventIds: readonly string[]): Promise<number>;
}

/** A small document with compare-and-set: open checkouts, leases, settings. */
interface StoredRecord {
  readonly value: unknown;
  readonly revision: number;
}

export interface RecordStore {
  /** Null when it is not there or its time is over. */
  read(key: string): Promise<StoredRecord | null>;
  /** Atomic compare-and-set (0: not there). `false`: someone else wrote first. `ttlMs` null keeps it for ever. */
  write(key: string, change: { value: unknown; expectedRevision: number; ttlMs: number | null }): Promise<boolean>;
  /** Idempotent. */
  remove(key: string): Promise<void>;
}

export interface Change {
  readonly customerId: string;
  readonly version: number;
  /** What changed: units, or what is known of the subscription. */
  readonly about: 'ledger' | 'snapshot';
}

export interface ChangeFeed {
  /** Grows with each change of a customer's ledger or snapshot; 0 when nothing happened yet. */
  version(customerId: string): Promise<number>;
  /** Called after each change that is durable. May miss changes while the store is away; the version tells. Gives the way to stop. */
  subscribe(listener: (change: Change) => void): () => void;
}

/** Something that the store had acknowledged to this process, or told it of, and does not have any more. */
export interface StoreLoss {
  /** Null: accepted webhooks. */
  readonly customerId: string | null;
  /** The version of the customer, or the number of webhooks, that this process was told. */
  readonly seen: number;
  /** What the store has instead. No lower than `seen` when others have written on since: what it stood for is gone all the same. */
  readonly found: number;
}

export interface LossFeed {
  /**
   * Called for each customer of whom something is lost, as soon as this process can tell: when it asks, and when its way to the store is
   * new. A store that cannot lose what it acknowledged, or cannot know, never calls. Gives the way to stop.
   */
  subscribe(listener: (loss: StoreLoss) => void): () => void;
}
