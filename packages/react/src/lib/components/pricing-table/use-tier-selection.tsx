'use client';
import type { BillingError } from '@plimsoll/contract';
import { type ReactNode, useState } from 'react';
import { useCheckout } from '../../hooks/use-checkout.ts';
import { useResumeSubscription } from '../../hooks/use-resume-subscription.ts';
import type { RegisteredTier } from '../../register.ts';
import { CancelDialog } from '../cancel-dialog/cancel-dialog.tsx';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import type { TierIntent } from './tier-button.ts';

/** What pressing a tier's button sets going. */
export interface TierSelection {
  readonly select: (tier: string, intent: TierIntent) => void;
  /** The tier whose button waits for an answer. */
  readonly busyTier: string | undefined;
  readonly error: BillingError | null;
  /** The dialog that asks first, where one is open. */
  readonly dialog: ReactNode;
}

/** Carries out what a tier's button says. Whatever changes a running subscription asks first. */
export function useTierSelection(onChoose: ((tier: RegisteredTier) => void) | undefined): TierSelection {
  const checkout = useCheckout();
  const resume = useResumeSubscription();
  const [asked, setAsked] = useState<{ readonly tier: string; readonly intent: TierIntent } | null>(null);
  const [started, setStarted] = useState<string>();
  const close = () => setAsked(null);
  const select = (tier: string, intent: TierIntent) => {
    setStarted(tier);
    if (intent === 'choose' && onChoose) return onChoose(tier);
    if (intent === 'choose' || intent === 'checkout') return checkout.mutate({ tier });
    if (intent === 'resume') return resume.mutate({});
    return setAsked({ tier, intent });
  };
  const isChange = asked?.intent === 'upgrade' || asked?.intent === 'downgrade';
  return {
    select,
    busyTier: checkout.isPending || resume.isPending ? started : undefined,
    error: checkout.error ?? resume.error,
    dialog: (
      <>
        {asked?.intent === 'cancel' && <CancelDialog onClose={close} />}
        {asked && isChange && <PlanChangeDialog tier={asked.tier} onClose={close} />}
      </>
    ),
  };
}
