'use client';
import type { BillingError, BillingState, Subscription } from '@plimsoll/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useBillingState } from './use-billing-state.ts';

/** The customer's tier with the subscription behind it. */
export interface CurrentSubscription extends Subscription {
  readonly tier: string;
}

const pickSubscription = ({ tier, subscription }: BillingState): CurrentSubscription => ({ tier, ...subscription });

/** Tier, status, period and scheduled changes of the customer. */
export function useSubscription(): UseQueryResult<CurrentSubscription, BillingError> {
  return useBillingState(pickSubscription);
}
