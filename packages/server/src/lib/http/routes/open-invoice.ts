import { BillingError } from '@plimsoll/contract';
import type { Context } from '../../context.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondJson } from '../respond.ts';

// The link is a credential, as the portal's is: it goes to the person who asked, and nowhere else.
export async function openInvoiceRoute(
  { provider, availability }: Context,
  { identity, input }: CustomerCall<'POST /payments/invoice'>,
): Promise<BillingResponse> {
  if (provider.capabilities.invoices !== true) throw new BillingError('not_found', `${provider.name} gives no invoices.`);
  const { customerId } = identity;
  return respondJson(await availability.call('read', () => provider.openInvoice({ customerId, paymentId: input.paymentId })));
}
