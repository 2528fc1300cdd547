import { getExternalCustomers } from '@polar-sh/sdk/2026-10/services/customers';
import type { PolarCall } from './client.ts';
import { isMissing } from './refusal.ts';
import { requireId } from './require-id.ts';

/** Polar's id of a customer; null is positive evidence that Polar does not know this one. */
export async function findCustomer({ core, request }: PolarCall, customerId: string): Promise<string | null> {
  try {
    const customer = await getExternalCustomers(core)(requireId(customerId), request());
    return customer.id;
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}
