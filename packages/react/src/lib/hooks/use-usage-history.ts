'use client';
import type { BillingError, UsageHistory, UsageInterval } from '@plimsoll/contract';
import { type Query, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';
import { billingKeys, usageQuery } from '../provider/billing-queries.ts';
import type { RegisteredMeter } from '../register.ts';

export interface UsageHistoryInput {
  readonly meter: RegisteredMeter;
  /** ISO 8601 instant. */
  readonly from?: string | undefined;
  /** ISO 8601 instant. */
  readonly to?: string | undefined;
  readonly interval?: UsageInterval | undefined;
  /** Splits each interval by the user who acted. */
  readonly by?: 'user' | undefined;
}

/** Committed units of one meter over time, oldest first. */
export function useUsageHistory({ meter, from, to, interval, by }: UsageHistoryInput): UseQueryResult<UsageHistory, BillingError> {
  const { client, queryClient, scope } = useBilling();
  const input = { meter, ...(from && { from }), ...(to && { to }), ...(interval && { interval }), ...(by && { by }) };
  // What is shown meanwhile is another span of the same meter, never somebody else's.
  const placeholderData = (previous: UsageHistory | undefined, query: Query<UsageHistory, BillingError> | undefined) =>
    previous?.meter === meter && query?.queryKey[1] === billingKeys(scope).usage[1] ? previous : undefined;
  return useQuery({ ...usageQuery(client, input, scope), placeholderData }, queryClient);
}
