'use client';
import type { BillingError, BillingInterval } from '@plimsoll/contract';
import { type ReactNode, useState } from 'react';
import { useCheckout } from '../../hooks/use-checkout.ts';
import { useResumeSubscription } from '../../hooks/use-resume-subscription.ts';
import type { RegisteredTier } from '../../register.ts';
import { CancelDialog } from '../cancel-dialog/cancel-dialog.tsx';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import type { TierIntent } from './tier-button.ts';

/** What pressing a tier's button sets going. */
export interface TierSelection {
  readonly select: (tier: string, intent: TierIntent, interval?: BillingInterval) => void;
  /** The tier whose button waits for an answer. */
  readonly busyTier: string | undefined;
  readonly error: BillingError | null;
  /** The dialog that asks first, where one is open. */
  readonly dialog: ReactNode;
}

/** Carries out what a tier's button says. Whatever changes a running subscription asks first. */
export function useTierSelection(onChoose: ((tier: RegisteredTier, interval?: BillingInterval) => void) | undefined): TierSelection {
  const checkout = useCheckout();
  const resume = useResumeSubscription();
  const [asked, setAsked] = useState<Parameters<TierSelection['select']> | null>(null);
  const [started, setStarted] = useState<string>();
  const close = () => setAsked(null);
  const select: TierSelection['select'] = (tier, intent, interval) => {
    setStarted(tier);
    if (intent === 'choose' && onChoose) return interval ? onChoose(tier, interval) : onChoose(tier);
    if (intent === 'choose' || intent === 'checkout') return checkout.mutate({ tier, ...(interval && { interval }) });
    if (intent === 'resume') return resume.mutate({});
    return setAsked([tier, intent, interval]);
  };
  const [tier, intent, interval] = asked ?? [];
  return {
    select,
    busyTier: checkout.isPending || resume.isPending ? started : undefined,
    error: checkout.error ?? resume.error,
    dialog: (
      <>
        {intent === 'cancel' && <CancelDialog onClose={close} />}
        {tier && intent !== 'cancel' && <PlanChangeDialog {...{ tier, interval }} onClose={close} />}
      </>
    ),
  };
}
