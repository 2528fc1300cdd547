'use client';
import { tierNameIn } from '../../hooks/tier-name-in.ts';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCancelSubscription } from '../../hooks/use-cancel-subscription.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { CancelDialogView } from './cancel-dialog-view.tsx';

export interface CancelDialogProps {
  readonly onClose: () => void;
}

/** Asks before the customer's subscription is cancelled at the end of its period; drawn open, and closes by `onClose`. */
export function CancelDialog({ onClose }: CancelDialogProps) {
  const { data: state } = useBillingState();
  const { data: catalog } = useCatalog();
  const cancel = useCancelSubscription();
  return (
    <CancelDialogView
      tierName={tierNameIn(catalog, state?.tier ?? '')}
      periodEnd={state?.subscription.periodEnd ?? null}
      move={catalog && state && { catalog, from: state.tier, kept: state.tierVersion, to: catalog.fallbackTier }}
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={(reason) => cancel.mutate({ ...(reason && { reason }) }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
