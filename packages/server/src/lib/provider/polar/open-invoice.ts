import { BillingError } from '@plimsoll/contract';
import { generateInvoiceOrders, getOrders, invoiceOrders } from '@polar-sh/sdk/2026-10/services/orders';
import * as v from 'valibot';
import type { PolarCall } from './client.ts';
import { mapCustomerId } from './map-subscription.ts';
import { isForeignId, isMissing, isRefusal } from './refusal.ts';
import { requireId } from './require-id.ts';

const Order = v.object({ customer: v.object({ external_id: v.nullish(v.string()) }) });
const Invoice = v.object({ url: v.pipe(v.string(), v.url()) });

/** The link of an order's invoice, made when there is none yet. It holds a signature: whoever has it can read the invoice. */
export async function openInvoice(
  call: PolarCall,
  { customerId, paymentId }: { customerId: string; paymentId: string },
): Promise<{ url: string }> {
  const id = requireId(paymentId);
  await requireOwn(call, id, customerId);
  const { core, request } = call;
  const ready = await readInvoice(call, id);
  if (ready !== null) return ready;
  try {
    await generateInvoiceOrders(core)(id, request());
  } catch (thrown) {
    throw notReady(thrown) ?? thrown;
  }
  const made = await readInvoice(call, id);
  if (made === null) throw new BillingError('invoice_not_ready', 'Polar is making the invoice.', { retryAfterMs: 5000 });
  return made;
}

async function requireOwn({ core, request }: PolarCall, id: string, customerId: string): Promise<void> {
  const missing = () => new BillingError('not_found', 'Polar has no such order of this customer.');
  try {
    const order = v.parse(Order, await getOrders(core)(id, request()));
    if (mapCustomerId(order.customer.external_id) !== customerId) throw missing();
  } catch (thrown) {
    throw isMissing(thrown) || isForeignId(thrown) ? missing() : thrown;
  }
}

async function readInvoice({ core, request }: PolarCall, id: string): Promise<{ url: string } | null> {
  try {
    return { url: v.parse(Invoice, await invoiceOrders(core)(id, request())).url };
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}

function notReady(thrown: unknown): BillingError | null {
  if (isRefusal(thrown, 422, 'MissingInvoiceBillingDetails')) {
    const publicMessage = 'An invoice needs a name and an address. Add them in the billing portal, then try again.';
    return new BillingError('invoice_not_ready', 'Polar needs billing details for the invoice.', { publicMessage });
  }
  if (isRefusal(thrown, 409, 'OrderNotEligibleForInvoice')) {
    return new BillingError('invoice_not_ready', 'Polar makes no invoice for an order that is not paid.', {
      publicMessage: 'There is an invoice once this is paid.',
    });
  }
  return null;
}
