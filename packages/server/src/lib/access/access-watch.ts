/** Sees to it that the host hears of every access change. */
export interface AccessWatch {
  /** A customer's subscriptions changed: compare now. */
  note(customerId: string): void;
  /** Looks through one page of all customers: an access that ended by the clock, or a hook that failed. Gives whether more follow. */
  round(): Promise<boolean>;
}
