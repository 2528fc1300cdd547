'use client';
import type { BillingError } from '@plimsoll/contract';
import { lazyPart } from '../lazy-part/lazy-part.tsx';

export interface CancelDialogViewProps {
  /** Name of the tier that ends. */
  readonly tierName: string;
  /** First instant after the paid period. */
  readonly periodEnd: string | null;
  readonly isBusy?: boolean | undefined;
  readonly error?: BillingError | null | undefined;
  /** The reason is undefined when none was given. */
  readonly onConfirm: (reason: string | undefined) => void;
  readonly onClose: () => void;
}

// A page that shows a subscription needs no dialog until somebody cancels it.
const CancelPanel = lazyPart(async () => (await import('./cancel-panel.tsx')).CancelPanel);

/** Asks before a subscription is cancelled: what ends and when, a reason if one is given, two buttons of equal weight. */
export function CancelDialogView(props: CancelDialogViewProps) {
  return <CancelPanel {...props} />;
}
