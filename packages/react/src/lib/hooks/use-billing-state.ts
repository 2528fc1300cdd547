'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';
import { stateQuery } from '../provider/billing-queries.ts';

/**
 * The customer's billing state. Every hook about the customer is a select on this one query, and a component
 * is drawn again only when what it picks changes. Without a session its error has the code `unauthenticated`.
 */
export function useBillingState(): UseQueryResult<BillingState, BillingError>;
export function useBillingState<T>(select: (state: BillingState) => T): UseQueryResult<T, BillingError>;
export function useBillingState(select: (state: BillingState) => unknown = keepWhole): UseQueryResult<unknown, BillingError> {
  const { client, queryClient, scope } = useBilling();
  return useQuery({ ...stateQuery(client, scope), select }, queryClient);
}

const keepWhole = (state: BillingState) => state;
