'use client';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import type { CancelDialogViewProps } from './cancel-panel.tsx';

export type { CancelDialogViewProps };

// A page that shows a subscription needs no dialog until somebody cancels it.
const CancelPanel = lazyPart(async () => (await import('./cancel-panel.tsx')).CancelPanel);

/** Asks before a subscription is cancelled: what ends and when, a reason if one is given, two buttons of equal weight. */
export function CancelDialogView(props: CancelDialogViewProps) {
  return <CancelPanel {...props} />;
}
