'use client';
import { Button, Dialog, TextArea } from '@radix-ui/themes';
import { useId, useState } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import type { CancelDialogViewProps } from './cancel-dialog-view.tsx';

const LONGEST_REASON = 1000;

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
