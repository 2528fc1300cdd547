'use client';
import type { BillingInterval } from '@plimsoll/contract';
import { tierNameIn } from '../../hooks/tier-name-in.ts';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { usePlanChange } from '../../hooks/use-plan-change.ts';
import { useText } from '../../messages/text-provider.tsx';
import type { RegisteredTier } from '../../register.ts';
import { PlanChangeDialogView } from './plan-change-dialog-view.tsx';

export interface PlanChangeDialogProps {
  /** The tier to change to. */
  readonly tier: RegisteredTier;
  /** How it is to be paid. @default as now, where the tier is sold so */
  readonly interval?: BillingInterval | undefined;
  /** @default upgrades now, downgrades at the period's end */
  readonly when?: 'now' | 'period_end' | undefined;
  readonly onClose: () => void;
}

/** Asks before the running subscription changes to another tier; drawn open, and closes by `onClose`. The price is asked for while the dialog's chunk is. */
export function PlanChangeDialog({ tier, interval, when, onClose }: PlanChangeDialogProps) {
  const { messages } = useText();
  const { preview, change } = usePlanChange({ tier, interval, when });
  const { data: catalog } = useCatalog();
  const { data: state } = useBillingState();
  const name = tierNameIn(catalog, tier);
  return (
    <PlanChangeDialogView
      tierName={interval ? messages.paidBy({ tier: name, paid: messages.paid[interval] }) : name}
      providerName={state?.provider.name}
      preview={preview.data}
      move={catalog && state && { catalog, from: state.tier, kept: state.tierVersion, to: tier }}
      previewError={preview.error}
      onRetryPreview={() => void preview.refetch()}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate({ onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
