'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import type { RouteInput } from '@plimsoll/contract/routes';
import type { UseMutationResult } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';
import { keepState } from '../provider/billing-queries.ts';
import { useBillingMutation } from './use-billing-mutation.ts';

type ChangeRoute = 'POST /subscription/change' | 'POST /subscription/cancel' | 'POST /subscription/resume';

/** A change that answers with the new state, which every part of the page shows at once. */
export function useStateChange<K extends ChangeRoute>(route: K): UseMutationResult<BillingState, BillingError, RouteInput<K>> {
  const { client, queryClient, scope } = useBilling();
  return useBillingMutation(async (input) => {
    const state: BillingState = await client.call(route, input);
    await keepState(queryClient, state, scope);
    return state;
  });
}
