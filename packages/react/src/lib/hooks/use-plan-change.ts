'use client';
import type { BillingError, BillingInterval, BillingState } from '@plimsoll/contract';
import type { PlanChangePreview, RouteInput } from '@plimsoll/contract/routes';
import { type UseMutationResult, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useBilling } from '../provider/billing-context.ts';
import { previewQuery } from '../provider/billing-queries.ts';
import type { RegisteredTier } from '../register.ts';
import { useStateChange } from './use-state-change.ts';

export interface PlanChangeInput {
  readonly tier: RegisteredTier;
  /** How it is to be paid. @default as now, where the tier is sold so */
  readonly interval?: BillingInterval | undefined;
  /** @default upgrades now, downgrades at the period's end */
  readonly when?: 'now' | 'period_end' | undefined;
}

export interface PlanChange {
  /** What the change costs and when it takes effect. */
  readonly preview: UseQueryResult<PlanChangePreview, BillingError>;
  /** Makes the change: `change.mutate()`. */
  readonly change: Omit<UseMutationResult<BillingState, BillingError, RouteInput<'POST /subscription/change'>>, 'mutate'> & {
    readonly mutate: (options?: { readonly onSuccess?: () => void }) => void;
  };
}

/** A change of the running subscription to another tier, with its preview. */
export function usePlanChange({ tier, interval, when }: PlanChangeInput): PlanChange {
  const { client, queryClient, scope } = useBilling();
  const input = { tier, ...(interval && { interval }), ...(when && { when }) };
  const preview = useQuery(previewQuery(client, input, scope), queryClient);
  const change = useStateChange('POST /subscription/change');
  return { preview, change: { ...change, mutate: (options) => change.mutate(input, options) } };
}
