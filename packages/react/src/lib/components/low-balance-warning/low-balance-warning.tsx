'use client';
import type { BillingState } from '@plimsoll/contract';
import { useCallback } from 'react';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useMeterName } from '../../hooks/use-meter-name.ts';
import { useAcceptOffer, useOffer } from '../../hooks/use-offer.ts';
import type { RegisteredMeter } from '../../register.ts';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import { LowBalanceWarningView } from './low-balance-warning-view.tsx';
import { needsAttention, type PickedMeter, pickWorstMeter } from './pick-meter.ts';
import { useDismissal } from './use-dismissal.ts';

export interface LowBalanceWarningProps {
  /** @default the meter that is nearest to its end */
  readonly meter?: RegisteredMeter | undefined;
}

/** Warns once when a meter runs low and once when it is used up; putting it away lasts until the next level or window. */
export function LowBalanceWarning({ meter }: LowBalanceWarningProps) {
  const picked = useBillingState(useCallback((state: BillingState) => pickMeter(state, meter), [meter])).data;
  return picked ? <MeterWarning {...picked} /> : null;
}

function pickMeter({ meters }: BillingState, meter: string | undefined): PickedMeter | null {
  if (meter === undefined) return pickWorstMeter(meters);
  const balance = meters[meter];
  return balance && needsAttention(balance) ? { meter, balance } : null;
}

const canManage = (state: BillingState) => state.canManageBilling;

function MeterWarning({ meter, balance }: PickedMeter) {
  const name = useMeterName(meter).data;
  const offer = useOffer(meter);
  const canManageBilling = useBillingState(canManage).data;
  const { accept, isBusy, confirmTier, closeConfirm } = useAcceptOffer();
  const [isDismissed, dismiss] = useDismissal(`${meter}:${balance.level}:${balance.resetsAt}`);
  if (name === undefined || isDismissed) return null;
  return (
    <>
      <LowBalanceWarningView meter={name} {...{ balance, offer, canManageBilling, isBusy }} onAccept={accept} onDismiss={dismiss} />
      {confirmTier !== null && <PlanChangeDialog tier={confirmTier} when="now" onClose={closeConfirm} />}
    </>
  );
}
