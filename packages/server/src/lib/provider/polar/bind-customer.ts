import { BillingError } from '@plimsoll/contract';
import { createCustomers } from '@polar-sh/sdk/2026-10/services/customers';
import type { PolarCall } from './client.ts';
import { findCustomer } from './find-customer.ts';
import { type Refusal, readRefusal } from './refusal.ts';

export interface Person {
  readonly customerId: string;
  readonly email: string;
  readonly name: string | null;
}

/**
 * Finds the Polar customer with this external id, or creates it. One that only shares the e-mail address is never adopted: whoever
 * registers with a stranger's address would own that stranger's subscriptions.
 */
export async function bindCustomer(call: PolarCall, person: Person): Promise<{ providerCustomerId: string }> {
  const known = await findCustomer(call, person.customerId);
  return { providerCustomerId: known ?? (await createOrFind(call, person)) };
}

async function createOrFind(call: PolarCall, { customerId, email, name }: Person): Promise<string> {
  try {
    const customer = await createCustomers(call.core)(
      { external_id: customerId, email, ...(name === null ? {} : { name }) },
      call.request(),
    );
    return customer.id;
  } catch (thrown) {
    const refusal = readRefusal(thrown);
    if (refusal === null || !isDuplicate(refusal)) throw thrown;
    // Another process may have bound the same customer since we looked.
    const raced = await findCustomer(call, customerId);
    if (raced !== null) return raced;
    if (refusal.fields.some(({ at }) => at === 'body.email')) throw emailTaken();
    throw thrown;
  }
}

// Polar tells a duplicate (its own check) from a malformed value (the schema's) by this name.
function isDuplicate({ status, error, fields }: Refusal): boolean {
  return (
    status === 422 && error === 'PolarRequestValidationError' && fields.some(({ at }) => at === 'body.email' || at === 'body.external_id')
  );
}

function emailTaken(): BillingError {
  return new BillingError(
    'email_taken',
    'Another Polar customer has this e-mail address. Give this customer another billing e-mail, or set the external id of the existing Polar customer to the customer id if they are the same.',
    {
      publicMessage:
        'This e-mail address already belongs to another billing customer. Use another one, or ask support to link the existing one.',
    },
  );
}
