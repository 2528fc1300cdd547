'use client';
import type { BillingError } from '@plimsoll/contract';
import { describeError } from '../../messages/describe-error.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';

export interface ErrorNoteProps {
  readonly error: BillingError;
  /** What could not be done, ahead of the reason. */
  readonly title?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** Says what went wrong in the words meant for people, with a way to try again. */
export function ErrorNote({ error, title, onRetry }: ErrorNoteProps) {
  const { messages } = useText();
  return (
    <div className="ps-error" role="alert">
      <p>
        {title && <strong>{title} </strong>}
        {describeError(error, messages)}
      </p>
      {onRetry && (
        <ActionButton size="1" isQuiet onClick={onRetry}>
          {messages.retry}
        </ActionButton>
      )}
    </div>
  );
}
