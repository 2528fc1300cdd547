import { BillingError, isId } from '@plimsoll/contract';

/** Who is asking, as the host's own session says. The only source of a customer id. */
export interface Identity {
  /** The host's own id of the party that is billed: organisation, team or user. */
  readonly customerId: string;
  /** The person acting for it now. */
  readonly userId: string;
  /** Billing address of the customer; needed once, before the first checkout. */
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  /** Whether this person may buy, change, cancel and open the portal. */
  readonly canManageBilling: boolean;
  /** Whether this person belongs to the host's own staff and may see health details. @default false */
  readonly operator?: boolean | undefined;
}

/** Checks what `identify` gave. @throws BillingError `invalid_request` that names the field */
export function requireIdentity(identity: Identity): Identity {
  for (const field of ['customerId', 'userId'] as const) {
    if (isId(identity[field])) continue;
    const message = `identify() gave a ${field} that cannot be used: it must be 1 to 200 characters without slashes or control characters.`;
    throw new BillingError('invalid_request', message, { publicMessage: message });
  }
  return identity;
}
