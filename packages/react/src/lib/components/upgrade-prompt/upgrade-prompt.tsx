'use client';
import type { BillingError, BillingState, LimitReached } from '@plimsoll/contract';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useAcceptOffer } from '../../hooks/use-offer.ts';
import { PlanChangeDialog } from '../plan-change-dialog/plan-change-dialog.tsx';
import { UpgradePromptView } from './upgrade-prompt-view.tsx';
import { useNameOrId } from './use-name-or-id.ts';

export interface UpgradePromptProps {
  /** What was refused: the details of a `limit_reached` error, or the error itself. Draws nothing for any other error. */
  readonly limit: LimitReached | BillingError;
  /** @default 'inline' */
  readonly variant?: 'inline' | 'dialog' | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** Turns a refusal into a prompt with an immediate upgrade button. */
export function UpgradePrompt({ limit, ...rest }: UpgradePromptProps) {
  const details = 'details' in limit ? limit.details.limit : limit;
  return details === undefined ? null : <LimitPrompt {...rest} limit={details} />;
}

const canManage = (state: BillingState) => state.canManageBilling;

function LimitPrompt({ limit, variant, onClose }: UpgradePromptProps & { readonly limit: LimitReached }) {
  const meter = useNameOrId(limit.meter);
  const canManageBilling = useBillingState(canManage).data;
  const { accept, isBusy, error, confirmTier, closeConfirm } = useAcceptOffer();
  if (confirmTier !== null) return <PlanChangeDialog tier={confirmTier} when="now" onClose={closeConfirm} />;
  return <UpgradePromptView {...{ limit, meter, variant, canManageBilling, isBusy, error, onClose }} onAccept={accept} />;
}
