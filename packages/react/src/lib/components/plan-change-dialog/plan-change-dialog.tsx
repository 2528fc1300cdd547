'use client';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { usePlanChange } from '../../hooks/use-plan-change.ts';
import { useTierName } from '../../hooks/use-tier-name.ts';
import { useText } from '../../messages/text-provider.tsx';
import type { RegisteredTier } from '../../register.ts';
import { PlanChangeDialogView } from './plan-change-dialog-view.tsx';

export interface PlanChangeDialogProps {
  /** The tier to change to. */
  readonly tier: RegisteredTier;
  /** @default upgrades now, downgrades at the period's end */
  readonly when?: 'now' | 'period_end' | undefined;
  readonly onClose: () => void;
}

/** Asks before the running subscription changes to another tier; drawn open, and closes by `onClose`. */
export function PlanChangeDialog({ tier, when, onClose }: PlanChangeDialogProps) {
  const { messages } = useText();
  const { preview, change } = usePlanChange({ tier, when });
  const providerName = useBillingState(({ provider }) => provider.name).data;
  return (
    <PlanChangeDialogView
      tierName={useTierName(tier)}
      providerName={providerName ?? messages.theProvider}
      preview={preview.data}
      previewError={preview.error}
      onRetryPreview={() => void preview.refetch()}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate({ onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
