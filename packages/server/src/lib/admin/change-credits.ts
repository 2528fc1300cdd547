import { BillingError } from '@plimsoll/contract';
import type { AdminCredits } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { noteEnd } from '../credits/note-end.ts';
import { performDeed } from '../credits/perform-deed.ts';
import { CREDITS_WINDOW, creditsLeft } from '../ledger/account.ts';
import type { LedgerResult } from '../ledger/result.ts';
import { requireMeter } from '../usage/request.ts';
import type { Operator } from './operator.ts';
import { requireCustomer } from './require-customer.ts';

export interface CreditOrder {
  readonly kind: 'grant' | 'revoke';
  readonly customerId: string;
  readonly meter: string;
  readonly units: number;
  readonly reason: string;
  /** Chosen by the caller: the same again has no second effect, in the ledger and in the audit log. */
  readonly key: string;
  /** For a grant: when what is left of it is taken back, ISO 8601. @default never */
  readonly expiresAt?: string | undefined;
}

/**
 * Gives prepaid units, or takes back as many as are left. What was begun is ended and told by the background work also when this process
 * does not live to do it: asking again with the key says what became of it.
 * @throws BillingError `idempotency_conflict` when the key named another deed, `invalid_request` or `not_found`
 */
export async function changeCredits(context: Context, { userId }: Operator, deed: CreditOrder): Promise<AdminCredits> {
  const { kind, customerId, meter, units, reason, key, expiresAt } = deed;
  requireMeter(context.catalog, meter);
  await requireCustomer(context, customerId);
  const id = `admin:${key}`;
  if (expiresAt !== undefined) await noteEnd(context, { customerId, meter, units, id, expiresAt });
  const result = await performDeed(context, {
    ...{ kind, customerId, meter, units, id, reason },
    source: { kind: 'operator', id: userId, type: null },
    detail: expiresAt === undefined ? {} : { expiresAt },
  });
  const entry = requireDone(result, deed);
  const [account] = await context.store.ledger.readAccounts([{ customerId, meter, window: CREDITS_WINDOW }]);
  return { units: entry.units, credits: account === undefined ? 0 : creditsLeft(account), repeated: result.ok && result.repeated };
}

function requireDone(result: LedgerResult, { kind, meter, units, key }: CreditOrder) {
  const isThis = result.ok && result.entry.kind === kind && result.entry.meter === meter && result.entry.requested === units;
  if (isThis) return result.entry;
  if (result.ok || result.reason === 'conflict') {
    throw new BillingError('idempotency_conflict', `The key "${key}" has named another deed.`, {
      publicMessage: 'This key was used for something else. Choose another one.',
    });
  }
  if (result.reason !== 'too_large') throw new BillingError('internal', `Credits could not be changed: ${result.reason}.`);
  const message = 'So many units cannot be counted.';
  throw new BillingError('invalid_units', message, { publicMessage: message, fields: [{ pointer: '/units', detail: message }] });
}
