'use client';
import type { BillingError } from '@plimsoll/contract';
import type { UseMutationResult } from '@tanstack/react-query';
import { requireWebAddress } from '../client/require-web-address.ts';
import { useBilling } from '../provider/billing-context.ts';
import { leaveForPortal } from '../provider/portal-return.ts';
import { useBillingMutation } from './use-billing-mutation.ts';

/** Asks for a fresh link to the provider's portal and leaves for it: `mutate()`. The link is never kept. Back from there the provider is asked at once. */
export function usePortal(): UseMutationResult<void, BillingError, void> {
  const { client, navigate } = useBilling();
  return useBillingMutation(async () => {
    const { url } = await client.call('POST /portal', { returnUrl: window.location.href });
    requireWebAddress(url);
    leaveForPortal();
    navigate(url);
  });
}
