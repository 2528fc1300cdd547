'use client';
import type { BillingError, Payment, PaymentPage } from '@plimsoll/contract';
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';
import { paymentsQuery } from '../provider/billing-queries.ts';

const joinPages = ({ pages }: InfiniteData<PaymentPage, string | null>) => pages.flatMap(({ payments }) => payments);

/** What the customer paid, newest first; `fetchNextPage()` adds older ones while `hasNextPage` says that there are some. */
export function usePayments(): UseInfiniteQueryResult<Payment[], BillingError> {
  const { client, queryClient, scope } = useBilling();
  return useInfiniteQuery({ ...paymentsQuery(client, scope), select: joinPages }, queryClient);
}
