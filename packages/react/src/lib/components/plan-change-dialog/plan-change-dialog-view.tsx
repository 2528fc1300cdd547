'use client';
import type { ReactNode } from 'react';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import type { PlanChangeDialogViewProps } from './plan-change-panel.tsx';

export type { PlanChangeDialogViewProps };

/** What a plan change costs, what it loses and when, before it happens. */
export const PlanChangeDialogView: (props: PlanChangeDialogViewProps) => ReactNode = lazyPart(
  async () => (await import('../dialog-frame/panels.ts')).PlanChangePanel,
);
