'use client';
import type { BillingError } from '@plimsoll/contract';
import { Button, Dialog, TextArea } from '@radix-ui/themes';
import { useId, useState } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';

const LONGEST_REASON = 1000;

export interface CancelDialogViewProps {
  /** Name of the tier that ends. */
  readonly tierName: string;
  /** First instant after the paid period. */
  readonly periodEnd: string | null;
  readonly isBusy?: boolean | undefined;
  readonly error?: BillingError | null | undefined;
  /** The reason is undefined when none was given. */
  readonly onConfirm: (reason: string | undefined) => void;
  readonly onClose: () => void;
}

/** The dialog itself, with all that it needs to open. */
export function CancelPanel({ tierName: tier, periodEnd, isBusy, error, onConfirm, onClose }: CancelDialogViewProps) {
  const { messages, format } = useText();
  const reasonId = useId();
  const [reason, setReason] = useState('');
  const date = periodEnd && format.date(periodEnd);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Content maxWidth="28rem" className="ps-dialog">
        <Dialog.Title>{messages.cancelTitle({ tier })}</Dialog.Title>
        <Dialog.Description size="2">{date ? messages.cancelText({ tier, date }) : messages.cancelTextNow({ tier })}</Dialog.Description>
        <label className="ps-label" htmlFor={reasonId}>
          {messages.cancelReason}
        </label>
        <TextArea id={reasonId} value={reason} maxLength={LONGEST_REASON} onChange={(event) => setReason(event.target.value)} />
        {error && <ErrorNote error={error} />}
        <div className="ps-dialog-actions">
          <Button type="button" variant="soft" color="gray" onClick={onClose}>
            {messages.keep({ tier })}
          </Button>
          <Button type="button" variant="soft" color="gray" loading={isBusy ?? false} onClick={() => onConfirm(reason.trim() || undefined)}>
            {date ? messages.cancelOn({ date }) : messages.cancelDo}
          </Button>
        </div>
      </Dialog.Content>
    </Dialog.Root>
  );
}
