'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import { notifyManager } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { type Billing, useBilling } from './billing-context.ts';
import { billingKeys } from './billing-queries.ts';

/** Keeps the state and usage queries fresh while somebody is signed in; draws nothing. */
export function LiveUpdates() {
  const billing = useBilling();
  const { queryClient, scope } = billing;
  const { baseUrl } = billing.client;
  const customer = useSignedIn(billing);

  useEffect(() => {
    if (customer === undefined) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    // A page for people who are not signed in never fetches this. Where it cannot be had, the page reads anew when it is looked at.
    import('./watch-state.ts').then(
      ({ watchState }) =>
        signal.aborted || signal.addEventListener('abort', watchState({ baseUrl, queryClient, keys: billingKeys(scope), customer })),
      () => undefined,
    );
    return () => leaving.abort();
  }, [customer, baseUrl, queryClient, scope]);

  return null;
}

// Looks at the cache from outside: an observer of its own would put an empty query there, ahead of what a server has read.
function useSignedIn({ queryClient, scope }: Billing): string | undefined {
  const subscribe = useCallback(
    (onChange: () => void) => queryClient.getQueryCache().subscribe(notifyManager.batchCalls(onChange)),
    [queryClient],
  );
  const read = () => {
    const state = queryClient.getQueryState<BillingState, BillingError>(billingKeys(scope).state);
    return state?.error?.code === 'unauthenticated' ? undefined : state?.data?.customerId;
  };
  return useSyncExternalStore(subscribe, read, () => undefined);
}
