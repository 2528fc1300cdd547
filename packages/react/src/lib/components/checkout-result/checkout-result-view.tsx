'use client';
import type { ReactNode } from 'react';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import type { CheckoutResultViewProps } from './checkout-result-panel.tsx';

export type { CheckoutResultViewProps };

/** What became of a checkout, said aloud as it changes, always with a way out. */
export const CheckoutResultView: (props: CheckoutResultViewProps) => ReactNode = lazyPart(
  async () => (await import('../dialog-frame/panels.ts')).CheckoutResultPanel,
  <Skeleton className="ps-result" />,
);
