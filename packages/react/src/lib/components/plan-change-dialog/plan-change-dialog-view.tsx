'use client';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import type { PlanChangeDialogViewProps } from './plan-change-panel.tsx';

export type { PlanChangeDialogViewProps };

// A page that shows plans needs no dialog until somebody changes theirs.
const PlanChangePanel = lazyPart(async () => (await import('./plan-change-panel.tsx')).PlanChangePanel);

/** What a plan change costs and when, before it happens. */
export function PlanChangeDialogView(props: PlanChangeDialogViewProps) {
  return <PlanChangePanel {...props} />;
}
