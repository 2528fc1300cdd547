import { BillingError } from '@plimsoll/contract';
import type { AdminCredits } from '@plimsoll/contract/routes';
import type { Context } from '../context.ts';
import { noteEnd } from '../credits/note-end.ts';
import { CREDITS_WINDOW } from '../ledger/account.ts';
import type { LedgerResult } from '../ledger/result.ts';
import { requireMeter } from '../usage/request.ts';
import type { Operator } from './operator.ts';
import { requireCustomer } from './require-customer.ts';

export interface CreditDeed {
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
 * Gives prepaid units, or takes back as many as are left. Repeating it with its key completes what a crash cut short.
 * @throws BillingError `idempotency_conflict` when the key named another deed, `invalid_request` or `not_found`
 */
export async function changeCredits(context: Context, { userId }: Operator, deed: CreditDeed): Promise<AdminCredits> {
  const { kind, customerId, meter, units, reason, key, expiresAt } = deed;
  requireMeter(context.catalog, meter);
  await requireCustomer(context, customerId);
  const id = `admin:${key}`;
  if (expiresAt !== undefined) await noteEnd(context, { customerId, meter, units, id, expiresAt });
  const result = await context.coalescer.submit({ kind, customerId, meter, units, id });
  const entry = requireDone(result, deed);
  await context.audit.tell({
    ...{ id: `credits/${customerId}/${key}`, at: entry.createdAt, customerId, reason },
    action: kind === 'grant' ? 'credits.granted' : 'credits.revoked',
    source: { kind: 'operator', id: userId, type: null },
    detail: { meter, asked: units, units: entry.units, ...(expiresAt === undefined ? {} : { expiresAt }) },
  });
  context.level.note(entry);
  const [account] = await context.store.ledger.readAccounts([{ customerId, meter, window: CREDITS_WINDOW }]);
  const left = account === undefined ? 0 : Math.max(0, account.granted - account.used - account.reserved);
  return { units: entry.units, credits: left, repeated: result.ok && result.repeated };
}

function requireDone(result: LedgerResult, { units, key }: CreditDeed) {
  if (result.ok && result.entry.requested === units) return result.entry;
  if (result.ok || result.reason === 'conflict') {
    throw new BillingError('idempotency_conflict', `The key "${key}" has named another deed.`, {
      publicMessage: 'This key was used for something else. Choose another one.',
    });
  }
  if (result.reason !== 'too_large') throw new BillingError('internal', `Credits could not be changed: ${result.reason}.`);
  const message = 'So many units cannot be counted.';
  throw new BillingError('invalid_units', message, { publicMessage: message, fields: [{ pointer: '/units', detail: message }] });
}
