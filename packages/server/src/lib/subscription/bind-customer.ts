import { BillingError } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import type { Identity } from '../identity.ts';
import { applyStatements } from './apply-statements.ts';

/** Makes the customer known at the provider under the host's own id, before anything is sold to it. Gives the provider's id of it. */
export async function bindCustomer(context: Context, { customerId, email, name }: Identity): Promise<string> {
  const known = await context.store.snapshots.read(customerId);
  if (known?.providerCustomerId != null) return known.providerCustomerId;
  if (known === null) await context.tombstones.requireAdmitted(customerId);
  if (email === undefined) {
    throw new BillingError('invalid_request', 'identify() gave no email; the provider needs one to create the customer.', {
      publicMessage: 'This account has no e-mail address. Add one to continue.',
    });
  }
  const { provider, availability } = context;
  const { providerCustomerId } = await availability.call('write', () => provider.bindCustomer({ customerId, email, name: name ?? null }));
  const cause = { kind: 'person', id: null, type: 'bind' } as const;
  await applyStatements(context, { customerId, providerCustomerId, subscriptions: [], source: 'told', complete: false, cause });
  return providerCustomerId;
}
