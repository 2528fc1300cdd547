'use client';
import type { BillingState } from '@plimsoll/contract';
import { useCallback } from 'react';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useAcceptOffer, useOffer } from '../../hooks/use-offer.ts';
import type { RegisteredMeter } from '../../register.ts';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import { useNameOrId } from '../upgrade-prompt/use-name-or-id.ts';
import { LowBalanceWarningView } from './low-balance-warning-view.tsx';
import { type PickedMeter, pickTroubledMeters } from './pick-meter.ts';
import { useDismissals } from './use-dismissals.ts';

export interface LowBalanceWarningProps {
  /** @default the meter that is nearest to its end */
  readonly meter?: RegisteredMeter | undefined;
}

/** Warns once when a meter runs low and once when it is used up; putting it away lasts until the next level or window. */
export function LowBalanceWarning({ meter }: LowBalanceWarningProps) {
  const { isDismissed, dismiss } = useDismissals();
  const pick = useCallback(
    (state: BillingState) => {
      const wanted = (picked: PickedMeter) => (meter === undefined || picked.meter === meter) && !isDismissed(picked.key);
      return pickTroubledMeters(state).find(wanted) ?? null;
    },
    [meter, isDismissed],
  );
  const picked = useBillingState(pick).data;
  return picked ? <MeterWarning key={picked.meter} picked={picked} onDismiss={() => dismiss(picked.key)} /> : null;
}

const canManage = (state: BillingState) => state.canManageBilling;

interface MeterWarningProps {
  readonly picked: PickedMeter;
  readonly onDismiss: () => void;
}

function MeterWarning({ picked: { meter, balance }, onDismiss }: MeterWarningProps) {
  const name = useNameOrId(meter);
  const offer = useOffer(meter);
  const canManageBilling = useBillingState(canManage).data;
  const { accept, isBusy, confirmTier, closeConfirm } = useAcceptOffer();
  if (name === undefined) return null;
  return (
    <>
      <LowBalanceWarningView meter={name} {...{ balance, offer, canManageBilling, isBusy }} onAccept={accept} onDismiss={onDismiss} />
      {confirmTier !== null && <PlanChangeDialog tier={confirmTier} when="now" onClose={closeConfirm} />}
    </>
  );
}
