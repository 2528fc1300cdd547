import { BillingError } from '@plimsoll/contract';
import { createCustomerSessions } from '@polar-sh/sdk/2026-10/services/customer_sessions';
import * as v from 'valibot';
import type { PolarCall } from './client.ts';
import { readRefusal } from './refusal.ts';
import { requireId } from './require-id.ts';

const Session = v.object({ customer_portal_url: v.pipe(v.string(), v.url()) });

/** A fresh link into the portal. It holds a token and an e-mail address. `not_found`: Polar does not know this customer. */
export async function openPortal({ core, request }: PolarCall, to: { customerId: string; returnUrl: string }): Promise<{ url: string }> {
  const wish = { external_customer_id: requireId(to.customerId), return_url: to.returnUrl };
  try {
    const session = v.parse(Session, await createCustomerSessions(core)(wish, request()));
    return { url: session.customer_portal_url };
  } catch (thrown) {
    if (isUnknownCustomer(thrown)) throw new BillingError('not_found', 'Polar does not know this customer, so there is no portal to open.');
    throw thrown;
  }
}

function isUnknownCustomer(thrown: unknown): boolean {
  const refusal = readRefusal(thrown);
  return refusal?.status === 422 && refusal.fields.some(({ at }) => at.endsWith('external_customer_id'));
}
