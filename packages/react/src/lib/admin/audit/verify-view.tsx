'use client';
import type { BillingError } from '@plimsoll/contract';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { ErrorNote } from '../../components/error-note/error-note.tsx';
import { useDeskText } from '../desk-text.tsx';

/** How far a verification has come. */
export interface Verification {
  readonly checked: number;
  readonly broken: { readonly seq: number; readonly problem: string } | null;
  readonly isDone: boolean;
}

export interface VerifyViewProps {
  /** Null before anybody asked. */
  readonly verification: Verification | null;
  readonly isBusy: boolean;
  readonly error?: BillingError | null | undefined;
  readonly onVerify: () => void;
}

/** Whether every row of the audit log is what was written, said aloud as it is checked. */
export function VerifyView({ verification, isBusy, error, onVerify }: VerifyViewProps) {
  const { desk, format } = useDeskText();
  return (
    <div className="ps-desk-verify">
      <ActionButton isQuiet isBusy={isBusy} onClick={onVerify}>
        {desk.verify}
      </ActionButton>
      <p role="status" className="ps-hint" data-state={verification?.broken ? 'broken' : 'ok'}>
        {verification && describe(verification)}
      </p>
      {error && <ErrorNote error={error} />}
    </div>
  );

  function describe({ checked, broken, isDone }: Verification): string {
    if (broken) return desk.broken({ seq: format.number(broken.seq), problem: broken.problem });
    const count = format.number(checked);
    return isDone ? desk.verified({ count }) : desk.verifying({ count });
  }
}
