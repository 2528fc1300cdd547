import type { BillingError, BillingState, CatalogView, PaymentPage, UsageHistory } from '@plimsoll/contract';
import type { PlanChangePreview, RouteInput } from '@plimsoll/contract/routes';
import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { BillingClient } from '../client/billing-client.ts';
import { takePortalReturn } from './portal-return.ts';

const CATALOG_FRESH_MS = 300_000;
const STATE_FRESH_MS = 5_000;
// A provider that is away is asked about again by the server; this only shows that it came back.
const DEGRADED_POLL_MS = 60_000;
const RETRIES = 2;
const LONGEST_WAIT_MS = 10_000;

export const retrying = {
  // Who waited for the whole deadline is told now, not after three of them.
  retry: (failures: number, error: BillingError) => error.retryable && failures < RETRIES && !isTimeout(error.cause),
  retryDelay: (failures: number, error: BillingError) => Math.min(error.retryAfterMs ?? 1000 * 2 ** failures, LONGEST_WAIT_MS),
};

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError';
}

/** Cache keys of one scope; everything of the kit is under `['plimsoll']`. */
export function billingKeys(scope = '') {
  const all = ['plimsoll', scope] as const;
  return {
    all,
    state: [...all, 'state'] as const,
    usage: [...all, 'usage'] as const,
    // Under the one before: both are read anew when the state has changed.
    payments: [...all, 'usage', 'payments'] as const,
    preview: [...all, 'preview'] as const,
    // The same for everyone.
    catalog: ['plimsoll', 'catalog'] as const,
  };
}

/** The query behind `useCatalog`, for `prefetchQuery` on a server. */
export function catalogQuery(client: BillingClient) {
  return queryOptions<CatalogView, BillingError>({
    ...retrying,
    queryKey: billingKeys().catalog,
    queryFn: () => client.call('GET /catalog', {}),
    staleTime: CATALOG_FRESH_MS,
  });
}

/** The one query that every hook about the customer selects from, for `prefetchQuery` on a server. */
export function stateQuery(client: BillingClient, scope?: string) {
  return queryOptions<BillingState, BillingError>({
    ...retrying,
    queryKey: billingKeys(scope).state,
    queryFn: () => client.call('GET /state', takePortalReturn() ? { sync: '1' } : {}),
    staleTime: STATE_FRESH_MS,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.mode !== 'live' ? DEGRADED_POLL_MS : false),
  });
}

/** Committed units of one meter over time. */
export function usageQuery(client: BillingClient, input: RouteInput<'GET /usage'>, scope?: string) {
  return queryOptions<UsageHistory, BillingError>({
    ...retrying,
    queryKey: [...billingKeys(scope).usage, input],
    queryFn: () => client.call('GET /usage', input),
    staleTime: STATE_FRESH_MS,
  });
}

/** What was paid, a page at a time. */
export function paymentsQuery(client: BillingClient, scope?: string) {
  return infiniteQueryOptions<
    PaymentPage,
    BillingError,
    InfiniteData<PaymentPage, string | null>,
    ReturnType<typeof billingKeys>['payments'],
    string | null
  >({
    ...retrying,
    queryKey: billingKeys(scope).payments,
    queryFn: ({ pageParam }) => client.call('GET /payments', pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    staleTime: STATE_FRESH_MS,
  });
}

/** What a plan change would cost now; never kept. */
export function previewQuery(client: BillingClient, input: RouteInput<'POST /subscription/preview'>, scope?: string) {
  return queryOptions<PlanChangePreview, BillingError>({
    ...retrying,
    queryKey: [...billingKeys(scope).preview, input],
    queryFn: () => client.call('POST /subscription/preview', input),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Puts the state that a change gave back into the cache at once, ahead of any read that began before it. */
export async function keepState(queryClient: QueryClient, state: BillingState, scope?: string): Promise<void> {
  const { state: key, usage } = billingKeys(scope);
  await queryClient.cancelQueries({ queryKey: key });
  queryClient.setQueryData(key, state);
  await queryClient.invalidateQueries({ queryKey: usage });
}
