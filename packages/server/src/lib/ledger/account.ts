/** The window of the one account that holds prepaid units: credits outlive windows. */
export const CREDITS_WINDOW = 'credits';

/** What one customer did with one meter in one window. A new window is a new account; nothing is ever zeroed in place. */
export interface Account {
  readonly customerId: string;
  readonly meter: string;
  /** `period:<start>`, `month:<yyyy-mm>`, `day:<date>` or `credits`. */
  readonly window: string;
  /** Credits only: units that were bought or given, less what was taken back. */
  readonly granted: number;
  /** Committed units of the allowance (or of the credits). */
  readonly used: number;
  /** Units of the allowance (or of the credits) held by open reservations. */
  readonly reserved: number;
  /** Units of this window that were paid with credits. */
  readonly fromCredits: number;
  /** Committed units past allowance and credits, at the tier's price. */
  readonly overage: number;
  readonly overageReserved: number;
  /** Units that were used although nothing admitted them. Shown and alerted, not billed. */
  readonly overrun: number;
}

export interface AccountKey {
  readonly customerId: string;
  readonly meter: string;
  readonly window: string;
}

/** An account that nothing has happened in. */
export function emptyAccount({ customerId, meter, window }: AccountKey): Account {
  return { customerId, meter, window, granted: 0, used: 0, reserved: 0, fromCredits: 0, overage: 0, overageReserved: 0, overrun: 0 };
}

/** Prepaid units of an account of credits that nobody uses or holds. */
export function creditsLeft({ granted, used, reserved }: Account): number {
  return Math.max(0, granted - used - reserved);
}

/** The key as one text. Ids hold no control characters, so the parts cannot run into each other. */
export function accountKey({ customerId, meter, window }: AccountKey): string {
  return `${customerId}\u0000${meter}\u0000${window}`;
}
