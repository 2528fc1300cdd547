'use client';
import type { BillingError } from '@plimsoll/contract';
import type { RouteInput, RouteKey, RouteOutput } from '@plimsoll/contract/routes';
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useBillingMutation } from '../hooks/use-billing-mutation.ts';
import { type Billing, useBilling } from '../provider/billing-context.ts';
import { billingKeys, retrying } from '../provider/billing-queries.ts';

/** Routes of the desk. */
export type DeskRoute = Extract<RouteKey, `${string} /admin/${string}`> | 'GET /health';
type DeskPage = Extract<DeskRoute, 'GET /admin/customers' | `GET /admin/customer/${string}` | `GET /admin/${'inbox' | 'outbox' | 'audit'}`>;

const deskKey = ({ scope }: Pick<Billing, 'scope'>) => [...billingKeys(scope).all, 'admin'] as const;

/** Reads one thing at the desk. */
export function useDesk<K extends DeskRoute>(route: K, input: RouteInput<K>): UseQueryResult<RouteOutput<K>, BillingError> {
  const billing = useBilling();
  return useQuery<RouteOutput<K>, BillingError>(
    { ...retrying, queryKey: [...deskKey(billing), route, input], queryFn: () => billing.client.call(route, input) },
    billing.queryClient,
  );
}

/** Reads rows page by page: `direction` says under which name the place of the last page travels. */
export function useDeskPages<K extends DeskPage>(
  route: K,
  input: RouteInput<K>,
  direction: 'after' | 'before',
): UseInfiniteQueryResult<InfiniteData<RouteOutput<K>>, BillingError> {
  const billing = useBilling();
  return useInfiniteQuery<RouteOutput<K>, BillingError, InfiniteData<RouteOutput<K>>, readonly unknown[], string | null>(
    {
      ...retrying,
      queryKey: [...deskKey(billing), route, input],
      queryFn: ({ pageParam }) => billing.client.call(route, pageParam === null ? input : { ...input, [direction]: pageParam }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
    },
    billing.queryClient,
  );
}

/** A deed at the desk; whatever the desk shows is read anew when it is done. */
export function useDeed<K extends DeskRoute>(route: K): UseMutationResult<RouteOutput<K>, BillingError, RouteInput<K>> {
  const billing = useBilling();
  return useBillingMutation(async (input) => {
    const output = await billing.client.call(route, input);
    void billing.queryClient.invalidateQueries({ queryKey: billingKeys(billing.scope).all });
    return output;
  });
}
