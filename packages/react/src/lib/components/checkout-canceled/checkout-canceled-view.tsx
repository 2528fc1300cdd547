'use client';
import type { ReactNode } from 'react';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import type { CheckoutCanceledViewProps } from './checkout-canceled-panel.tsx';

export type { CheckoutCanceledViewProps };

/** Says that a checkout was left and nothing was charged, with the ways on. */
export const CheckoutCanceledView: (props: CheckoutCanceledViewProps) => ReactNode = lazyPart(
  async () => (await import('../dialog-frame/panels.ts')).CheckoutCanceledPanel,
  <Skeleton className="ps-result" />,
);
