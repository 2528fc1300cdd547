'use client';
import type { BillingError } from '@plimsoll/contract';
import { TextArea } from '@radix-ui/themes';
import { type ReactNode, useId, useState } from 'react';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { DialogFrame } from '../../components/dialog-frame/dialog-frame.tsx';
import { ErrorNote } from '../../components/error-note/error-note.tsx';
import { useDeskText } from '../desk-text.tsx';

const SHORTEST_REASON = 3;
const LONGEST_REASON = 500;

export interface DeedDialogProps {
  readonly title: string;
  readonly text?: string | undefined;
  /** What the button that does it says. */
  readonly label: string;
  /** Whether what is asked for in the children is there. @default true */
  readonly isReady?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
  readonly error?: BillingError | null | undefined;
  /** Fields of the deed. */
  readonly children?: ReactNode;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before something privileged is done, and for the reason, which goes into the audit log. */
export function DeedDialog(props: DeedDialogProps) {
  const { title, text, label, isReady = true, isBusy = false, error, children, onConfirm, onClose } = props;
  const { desk } = useDeskText();
  const reasonId = useId();
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const canConfirm = isReady && said.length >= SHORTEST_REASON;
  return (
    <DialogFrame title={title} text={text} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canConfirm && !isBusy) onConfirm(said);
        }}
      >
        {children}
        <label className="ps-label" htmlFor={reasonId}>
          {desk.reason}
        </label>
        <TextArea
          id={reasonId}
          aria-describedby={`${reasonId}-hint`}
          value={reason}
          maxLength={LONGEST_REASON}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="ps-hint" id={`${reasonId}-hint`}>
          {desk.reasonHint}
        </p>
        {error && <ErrorNote error={error} />}
        <div className="ps-dialog-actions">
          <ActionButton isQuiet onClick={onClose}>
            {desk.cancel}
          </ActionButton>
          <ActionButton type="submit" isBusy={isBusy} disabled={!canConfirm}>
            {label}
          </ActionButton>
        </div>
      </form>
    </DialogFrame>
  );
}
