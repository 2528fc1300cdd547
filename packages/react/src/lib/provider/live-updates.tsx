'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import { notifyManager } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type Billing, useBilling } from './billing-context.ts';
import { billingKeys } from './billing-queries.ts';
import { watchState } from './watch-state.ts';

const POLL_MS = 30_000;

/** Keeps the state and usage queries fresh while somebody is signed in; draws nothing. */
export function LiveUpdates() {
  const billing = useBilling();
  const { client, queryClient, scope } = billing;
  const isSignedIn = useSignedIn(billing);
  const [isPolling, setPolling] = useState(false);

  useEffect(() => {
    if (!isSignedIn) return;
    const keys = billingKeys(scope);
    return watchState({
      url: `${client.baseUrl}/live`,
      onPolling: setPolling,
      onChange: (message) => {
        const known = queryClient.getQueryData<BillingState>(keys.state);
        const isKnown = message?.version === known?.version && message?.degraded === (known?.mode !== 'live');
        if (isKnown) return;
        void queryClient.invalidateQueries({ queryKey: keys.state });
        void queryClient.invalidateQueries({ queryKey: keys.usage });
      },
    });
  }, [isSignedIn, client, queryClient, scope]);

  useEffect(() => {
    if (!isPolling || !isSignedIn) return;
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: billingKeys(scope).state }), POLL_MS);
    return () => clearInterval(timer);
  }, [isPolling, isSignedIn, queryClient, scope]);

  return null;
}

// Looks at the cache from outside: an observer of its own would put an empty query there, ahead of what a server has read.
function useSignedIn({ queryClient, scope }: Billing): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => queryClient.getQueryCache().subscribe(notifyManager.batchCalls(onChange)),
    [queryClient],
  );
  const read = () => {
    const state = queryClient.getQueryState<BillingState, BillingError>(billingKeys(scope).state);
    return state?.data !== undefined && state.error?.code !== 'unauthenticated';
  };
  return useSyncExternalStore(subscribe, read, () => false);
}
