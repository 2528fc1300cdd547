'use client';
import type { BillingError } from '@plimsoll/contract';
import type { UseMutationResult } from '@tanstack/react-query';
import { requireWebAddress } from '../client/require-web-address.ts';
import { useBilling } from '../provider/billing-context.ts';
import { useBillingMutation } from './use-billing-mutation.ts';

/** Asks for a fresh link to the invoice of a payment and leaves for it: `mutate({ paymentId })`. The link is never kept. */
export function useInvoice(): UseMutationResult<void, BillingError, { paymentId: string }> {
  const { client, navigate } = useBilling();
  return useBillingMutation(async (payment) => {
    const { url } = await client.call('POST /payments/invoice', payment);
    navigate(requireWebAddress(url));
  });
}
