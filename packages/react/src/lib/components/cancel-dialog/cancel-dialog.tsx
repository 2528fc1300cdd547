'use client';
import { useCancelSubscription } from '../../hooks/use-cancel-subscription.ts';
import { useSubscription } from '../../hooks/use-subscription.ts';
import { useTierName } from '../../hooks/use-tier-name.ts';
import { CancelDialogView } from './cancel-dialog-view.tsx';

export interface CancelDialogProps {
  readonly onClose: () => void;
}

/** Asks before the customer's subscription is cancelled at the end of its period; drawn open, and closes by `onClose`. */
export function CancelDialog({ onClose }: CancelDialogProps) {
  const { data } = useSubscription();
  const cancel = useCancelSubscription();
  return (
    <CancelDialogView
      tierName={useTierName(data?.tier ?? '')}
      periodEnd={data?.periodEnd ?? null}
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={(reason) => cancel.mutate({ ...(reason && { reason }) }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
