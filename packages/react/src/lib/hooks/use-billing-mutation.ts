'use client';
import type { BillingError } from '@plimsoll/contract';
import { MutationObserver, notifyManager, type UseMutateFunction, type UseMutationResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useBilling } from '../provider/billing-context.ts';

/**
 * A change at the server: `useMutation` with two differences. In another scope it is idle from the first drawing on, and what was begun
 * for one customer ends for that customer. And it is never kept for later: without a network it fails, because a purchase that
 * goes out minutes after it was pressed may meet another session.
 */
export function useBillingMutation<T, V>(run: (variables: V) => Promise<T>): UseMutationResult<T, BillingError, V> {
  const { queryClient, scope } = useBilling();
  const options = { mutationFn: run, networkMode: 'always', gcTime: 0 } as const;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scope begins anew; options follow below
  const observer = useMemo(() => new MutationObserver<T, BillingError, V>(queryClient, options), [queryClient, scope]);
  useEffect(() => observer.setOptions(options));
  const subscribe = useCallback((onChange: () => void) => observer.subscribe(notifyManager.batchCalls(onChange)), [observer]);
  const read = () => observer.getCurrentResult();
  const result = useSyncExternalStore(subscribe, read, read);
  const { mutate: mutateAsync } = result;
  const mutate = useCallback<UseMutateFunction<T, BillingError, V>>(
    (...args) => void mutateAsync(...args).catch(() => undefined),
    [mutateAsync],
  );
  return { ...result, mutate, mutateAsync };
}
