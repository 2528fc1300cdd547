'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import type { UseMutationResult } from '@tanstack/react-query';
import { useStateChange } from './use-state-change.ts';

/** Takes a scheduled end or downgrade back: `mutate({})`. */
export function useResumeSubscription(): UseMutationResult<BillingState, BillingError, Record<string, never>> {
  return useStateChange('POST /subscription/resume');
}
