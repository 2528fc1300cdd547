'use client';
import type { BillingError } from '@plimsoll/contract';
import { TextArea } from '@radix-ui/themes';
import { useId, useState } from 'react';
import { dialogTexts } from '../../messages/dialog-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { DialogFrame } from '../dialog-frame/dialog-frame.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { LossList } from '../plan-change-dialog/loss-list.tsx';
import type { PlanLossesInput } from '../plan-change-dialog/plan-losses.ts';

const LONGEST_REASON = 1000;

export interface CancelDialogViewProps {
  /** Name of the tier that ends. */
  readonly tierName: string;
  /** First instant after the paid period. */
  readonly periodEnd: string | null;
  /** The move to the tier that is left, to say what is lost by it. */
  readonly move?: PlanLossesInput | undefined;
  readonly isBusy?: boolean | undefined;
  readonly error?: BillingError | null | undefined;
  /** The reason is undefined when none was given. */
  readonly onConfirm: (reason: string | undefined) => void;
  readonly onClose: () => void;
}

/** The dialog itself, with all that it needs to open. */
export function CancelPanel({ tierName: tier, periodEnd, move, isBusy, error, onConfirm, onClose }: CancelDialogViewProps) {
  const { messages, format } = useText(dialogTexts);
  const reasonId = useId();
  const [reason, setReason] = useState('');
  const date = periodEnd && format.date(periodEnd);
  return (
    <DialogFrame
      title={messages.cancelTitle({ tier })}
      text={date ? messages.cancelText({ tier, date }) : messages.cancelTextNow({ tier })}
      onClose={onClose}
    >
      {move && <LossList move={move} at={periodEnd} />}
      <label className="ps-label" htmlFor={reasonId}>
        {messages.cancelReason}
      </label>
      <TextArea id={reasonId} value={reason} maxLength={LONGEST_REASON} onChange={(event) => setReason(event.target.value)} />
      {error && <ErrorNote error={error} />}
      <div className="ps-dialog-actions">
        <ActionButton isQuiet onClick={onClose}>
          {messages.keep({ tier })}
        </ActionButton>
        <ActionButton isQuiet isBusy={isBusy} onClick={() => onConfirm(reason.trim() || undefined)}>
          {date ? messages.cancelOn({ date }) : messages.cancelDo}
        </ActionButton>
      </div>
    </DialogFrame>
  );
}
