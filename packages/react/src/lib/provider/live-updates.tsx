'use client';
import type { BillingState } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useBilling } from './billing-context.ts';
import { billingKeys, stateQuery } from './billing-queries.ts';
import { watchState } from './watch-state.ts';

const POLL_MS = 30_000;

/** Keeps the state and usage queries fresh while somebody is signed in; draws nothing. */
export function LiveUpdates() {
  const { client, queryClient, scope } = useBilling();
  const [isPolling, setPolling] = useState(false);
  const query = stateQuery(client, scope);
  // It never asks first: a page without billing parts, or without a session, causes no request.
  const { isSuccess } = useQuery({ ...query, enabled: false, select: () => true }, queryClient);

  useEffect(() => {
    if (!isSuccess) return;
    const keys = billingKeys(scope);
    const refresh = () => {
      void queryClient.invalidateQueries({ queryKey: keys.state });
      void queryClient.invalidateQueries({ queryKey: keys.usage });
    };
    return watchState({
      url: `${client.baseUrl}/live`,
      onPolling: setPolling,
      onChange: (message) => {
        const known = queryClient.getQueryData<BillingState>(keys.state);
        const isKnown = message?.version === known?.version && message?.degraded === (known?.mode !== 'live');
        if (!isKnown) refresh();
      },
    });
  }, [isSuccess, client, queryClient, scope]);

  useEffect(() => {
    if (!isPolling || !isSuccess) return;
    const timer = setInterval(() => queryClient.invalidateQueries({ queryKey: billingKeys(scope).state }), POLL_MS);
    return () => clearInterval(timer);
  }, [isPolling, isSuccess, queryClient, scope]);

  return null;
}
