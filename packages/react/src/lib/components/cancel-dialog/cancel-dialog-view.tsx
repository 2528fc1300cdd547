'use client';
import type { ReactNode } from 'react';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import type { CancelDialogViewProps } from './cancel-panel.tsx';

export type { CancelDialogViewProps };

/** Asks before a subscription is cancelled: what is lost and when, a reason if one is given, two buttons of equal weight. */
export const CancelDialogView: (props: CancelDialogViewProps) => ReactNode = lazyPart(
  async () => (await import('../dialog-frame/panels.ts')).CancelPanel,
);
