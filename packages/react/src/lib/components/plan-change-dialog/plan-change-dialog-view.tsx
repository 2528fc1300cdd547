'use client';
import type { BillingError } from '@plimsoll/contract';
import type { PlanChangePreview } from '@plimsoll/contract/routes';
import { lazyPart } from '../lazy-part/lazy-part.tsx';

export interface PlanChangeDialogViewProps {
  /** Name of the tier to change to. */
  readonly tierName: string;
  /** Who takes the money, for people. */
  readonly providerName: string;
  /** Undefined while it is on its way. */
  readonly preview: PlanChangePreview | undefined;
  readonly previewError?: BillingError | null | undefined;
  readonly onRetryPreview?: (() => void) | undefined;
  readonly isBusy?: boolean | undefined;
  /** Why the change did not work. */
  readonly error?: BillingError | null | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

// A page that shows plans needs no dialog until somebody changes theirs.
const PlanChangePanel = lazyPart(async () => (await import('./plan-change-panel.tsx')).PlanChangePanel);

/** What a plan change costs and when, before it happens. */
export function PlanChangeDialogView(props: PlanChangeDialogViewProps) {
  return <PlanChangePanel {...props} />;
}
