'use client';
import type { BillingError } from '@plimsoll/contract';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';

/** Asks for a fresh link to the provider's portal and leaves for it: `mutate()`. The link is never kept. */
export function usePortal(): UseMutationResult<void, BillingError, void> {
  const { client, queryClient, navigate } = useBilling();
  const mutationFn = async () => navigate((await client.call('POST /portal', { returnUrl: window.location.href })).url);
  return useMutation<void, BillingError, void>({ mutationFn, gcTime: 0 }, queryClient);
}
