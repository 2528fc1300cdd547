import type { ChangeSource } from '@plimsoll/contract/routes';

/** A change of a customer's prepaid units that the audit log tells of. Plain data: it lies in a record until both are done. */
export interface CreditDeed {
  readonly kind: 'grant' | 'revoke';
  readonly customerId: string;
  readonly meter: string;
  /** To give; or all that is ever to be taken back under this id, as the ledger counts it. */
  readonly units: number;
  /** Of the entry in the ledger. */
  readonly id: string;
  readonly source: ChangeSource;
  /** What an operator wrote. */
  readonly reason: string | null;
  /** What else the row says. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A deed that is under way: what its entry said before it, from which follows what it changed. */
export interface BegunDeed extends CreditDeed {
  /** Milliseconds of the store's clock. */
  readonly at: number;
  readonly before: { readonly requested: number; readonly units: number };
}
