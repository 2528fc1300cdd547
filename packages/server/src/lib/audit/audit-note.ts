import type { ChangeSource } from '@plimsoll/contract/routes';

/** What the audit log tells of. */
type AuditAction =
  | 'account.changed'
  | 'allowance.changed'
  | 'tier.given'
  | 'tier.taken_back'
  | 'limit.raised'
  | 'limit.restored'
  | 'credits.granted'
  | 'credits.revoked'
  | 'webhooks.replayed'
  | 'usage.resent'
  | 'settings.changed'
  | 'customer.exported'
  | 'customer.erased';

/** One change, as it is told to the audit log. Plain data: it may lie in a snapshot until it was told. */
export interface AuditNote {
  /** Of the change: told twice, it is one row. It may name the customer, and `detail` may not: that is kept for ever. */
  readonly id: string;
  /** Milliseconds of the store's clock. */
  readonly at: number;
  readonly action: AuditAction;
  /** Null: it concerns no customer, or all. */
  readonly customerId: string | null;
  readonly source: ChangeSource;
  readonly detail: Readonly<Record<string, unknown>>;
  /** What an operator wrote. It is forgotten when the customer is erased. */
  readonly reason: string | null;
}
