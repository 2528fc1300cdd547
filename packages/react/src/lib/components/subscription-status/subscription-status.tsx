'use client';
import { useState } from 'react';
import { tierNameIn } from '../../hooks/tier-name-in.ts';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { usePortal } from '../../hooks/use-portal.ts';
import { useResumeSubscription } from '../../hooks/use-resume-subscription.ts';
import { CancelDialog } from '../cancel-dialog/cancel-dialog.tsx';
import { SubscriptionStatusView } from './subscription-status-view.tsx';

export interface SubscriptionStatusProps {
  /** `compact` for a user menu: one line, no buttons. @default 'full' */
  readonly variant?: 'full' | 'compact' | undefined;
}

/** The customer's tier, what happens next, and the ways to cancel, keep and pay. */
export function SubscriptionStatus({ variant }: SubscriptionStatusProps) {
  const state = useBillingState();
  const { data: catalog } = useCatalog();
  const resume = useResumeSubscription();
  const portal = usePortal();
  const [isCanceling, setCanceling] = useState(false);
  return (
    <>
      <SubscriptionStatusView
        state={state.data}
        catalog={catalog}
        tierName={(tier) => tierNameIn(catalog, tier)}
        variant={variant}
        loadError={state.error}
        onRetry={() => void state.refetch()}
        busy={{ resume: resume.isPending, portal: portal.isPending }}
        actionError={resume.error ?? portal.error}
        onCancel={() => setCanceling(true)}
        onResume={() => resume.mutate({})}
        onManagePayment={() => portal.mutate()}
      />
      {isCanceling && <CancelDialog onClose={() => setCanceling(false)} />}
    </>
  );
}
