'use client';
import type { BillingState } from '@plimsoll/contract';
import { Suspense, useState } from 'react';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { useCheckout } from '../../hooks/use-checkout.ts';
import { useResumeSubscription } from '../../hooks/use-resume-subscription.ts';
import type { RegisteredTier } from '../../register.ts';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { type PricingTableViewProps, PricingTableView } from './pricing-table-view.tsx';
import type { TierIntent } from './tier-button.ts';

const PlanChangeDialog = lazyPart(async () => (await import('../plan-change-dialog/plan-change-dialog.tsx')).PlanChangeDialog);
const CancelDialog = lazyPart(async () => (await import('../cancel-dialog/cancel-dialog.tsx')).CancelDialog);

export interface PricingTableProps {
  /** The tier with the chip. */
  readonly recommended?: RegisteredTier | undefined;
  /** ISO 4217 code of the prices to show. @default each tier's first */
  readonly currency?: string | undefined;
  /** Called when somebody who is not signed in chooses a tier. @default the checkout is tried, and asks to sign in */
  readonly onSelect?: ((tier: RegisteredTier) => void) | undefined;
}

/** All plans with a working button each: checkout, plan change with preview, cancel, keep. */
export function PricingTable({ recommended, currency, onSelect }: PricingTableProps) {
  const catalog = useCatalog();
  const state = useBillingState();
  const checkout = useCheckout();
  const resume = useResumeSubscription();
  const [dialog, setDialog] = useState<{ readonly tier: string; readonly intent: TierIntent } | null>(null);
  const close = () => setDialog(null);

  const select = (tier: string, intent: TierIntent) => {
    if (intent === 'choose' && onSelect) return onSelect(tier);
    if (intent === 'choose' || intent === 'checkout') return checkout.mutate({ tier });
    if (intent === 'resume') return resume.mutate({});
    return setDialog({ tier, intent });
  };
  const retry = () => {
    void catalog.refetch();
    void state.refetch();
  };
  const startedTier = checkout.variables && 'tier' in checkout.variables ? checkout.variables.tier : undefined;

  return (
    <>
      <PricingTableView
        catalog={catalog.data}
        viewer={readViewer(state)}
        loadError={catalog.error ?? state.error}
        actionError={checkout.error ?? resume.error}
        busyTier={checkout.isPending ? startedTier : resume.isPending ? state.data?.tier : undefined}
        {...{ recommended, currency }}
        onRetry={retry}
        onSelect={select}
      />
      <Suspense>
        {dialog?.intent === 'cancel' && <CancelDialog onClose={close} />}
        {(dialog?.intent === 'upgrade' || dialog?.intent === 'downgrade') && <PlanChangeDialog tier={dialog.tier} onClose={close} />}
      </Suspense>
    </>
  );
}

function readViewer({ data, error }: ReturnType<typeof useBillingState<BillingState>>): PricingTableViewProps['viewer'] {
  if (error?.code === 'unauthenticated') return 'signed-out';
  if (data !== undefined) return data;
  return error === null ? 'loading' : 'unknown';
}
