'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import type { UseMutationResult } from '@tanstack/react-query';
import { useStateChange } from './use-state-change.ts';

/** Cancels at the end of the period: `mutate({ reason })`, where the reason may be left out. */
export function useCancelSubscription(): UseMutationResult<BillingState, BillingError, { reason?: string | undefined }> {
  return useStateChange('POST /subscription/cancel');
}
