'use client';
import type { BillingState } from '@plimsoll/contract';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useMeter } from '../../hooks/use-meter.ts';
import { useMeterName } from '../../hooks/use-meter-name.ts';
import { useAcceptOffer, useOffer } from '../../hooks/use-offer.ts';
import type { RegisteredMeter } from '../../register.ts';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import { CreditBalanceView } from './credit-balance-view.tsx';

export interface CreditBalanceProps {
  readonly meter: RegisteredMeter;
  /** Where the button at zero leads. @default buys the cheapest pack or tier that gives more */
  readonly onBuy?: (() => void) | undefined;
}

const canManage = (state: BillingState) => state.canManageBilling;

/** What is left of one meter, for the header of a page; moves by itself, and at zero sells more. */
export function CreditBalance({ meter, onBuy }: CreditBalanceProps) {
  const balance = useMeter(meter);
  const name = useMeterName(meter);
  const offer = useOffer(meter);
  const canManageBilling = useBillingState(canManage).data;
  const { accept, isBusy, confirmTier, closeConfirm } = useAcceptOffer();
  const retry = () => {
    void balance.refetch();
    void name.refetch();
  };
  return (
    <>
      <CreditBalanceView
        meter={name.data}
        balance={balance.data}
        error={balance.error ?? name.error}
        {...{ offer, canManageBilling, isBusy, onBuy }}
        onRetry={retry}
        onAccept={accept}
      />
      {confirmTier !== null && <PlanChangeDialog tier={confirmTier} when="now" onClose={closeConfirm} />}
    </>
  );
}
