'use client';
import type { ReactNode } from 'react';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import type { PaymentProblemViewProps } from './payment-problem-panel.tsx';

export type { PaymentProblemViewProps };

/** What is wrong with a payment, until when access goes on, and the one button that mends it; all well again once it is. */
export const PaymentProblemView: (props: PaymentProblemViewProps) => ReactNode = lazyPart(
  async () => (await import('../dialog-frame/panels.ts')).PaymentProblemPanel,
  <Skeleton className="ps-result" />,
);
