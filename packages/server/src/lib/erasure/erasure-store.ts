/** Who is to go, and under which name the sums stay. */
export interface Erasure {
  readonly customerId: string;
  readonly provider: string;
  /** Null when the customer was never bound. */
  readonly providerCustomerId: string | null;
  /** From `nameMark`, the same for every try. */
  readonly mark: string;
  /** Whether usage goes that the provider has not taken, because it does not know the customer. Otherwise such usage is in the way. */
  readonly dropUsage: boolean;
}

/** `held`: units are held. `unsent`: usage waits for the provider, or is parked and costs something. */
export type ErasureOutcome = 'erased' | 'held' | 'unsent';

export interface ErasureStore {
  /** A new random name, under which sums can stay. It says nothing of the customer. */
  nameMark(customerId: string): string;
  /**
   * Takes a customer out of ledger, outbox, snapshots, payments and inbox. Units per meter and day stay, under the mark and without users;
   * of webhooks stays what `stripEvent` leaves. Listeners hear of it, and the version is 0 afterwards. What is `held` or `unsent` is left as
   * it is. May be done in steps that are atomic each: after a rejection, or a crash, doing it again completes it. Idempotent.
   */
  erase(erasure: Erasure): Promise<ErasureOutcome>;
}
