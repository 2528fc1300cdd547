'use client';
import type { BillingError, LimitReached, MeterName, UpgradeOffer } from '@plimsoll/contract';
import { Card } from '@radix-ui/themes';
import { useId } from 'react';
import { type NoticeTexts, noticeTexts } from '../../messages/notice-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { lazyPart } from '../lazy-part/lazy-part.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { OfferButton } from './offer-button.tsx';

// A boundary at the root of an application needs no dialog until a limit is reached.
const PromptDialog = lazyPart(async () => (await import('../dialog-frame/panels.ts')).PromptDialog);

export interface UpgradePromptViewProps {
  /** What travels with a `limit_reached` error. */
  readonly limit: LimitReached;
  /** Undefined while it is on its way. */
  readonly meter: MeterName | undefined;
  /** @default 'inline' */
  readonly variant?: 'inline' | 'dialog' | undefined;
  /** Whether this viewer may buy. @default true */
  readonly canManageBilling?: boolean | undefined;
  readonly isBusy?: boolean | undefined;
  readonly error?: BillingError | null | undefined;
  readonly onAccept: (offer: UpgradeOffer) => void;
  readonly onClose?: (() => void) | undefined;
}

/** Says which limit was reached and when it resets, and offers the cheapest thing that lifts it. */
export function UpgradePromptView(props: UpgradePromptViewProps) {
  const { variant = 'inline', onClose } = props;
  const { messages } = useText(noticeTexts);
  const titleId = useId();
  if (variant === 'inline') {
    return (
      <Card asChild className="ps-prompt" data-state="inline">
        <section aria-labelledby={titleId}>
          <h3 id={titleId}>{messages.limitTitle}</h3>
          <PromptBody {...props} />
        </section>
      </Card>
    );
  }
  return (
    <PromptDialog title={messages.limitTitle} onClose={onClose}>
      <PromptBody {...props} />
    </PromptDialog>
  );
}

function PromptBody({ limit, meter, canManageBilling = true, isBusy, error, onAccept, onClose }: UpgradePromptViewProps) {
  const text = useText(noticeTexts);
  const { messages, format } = text;
  const { resetsAt, offer } = limit;
  return (
    <>
      {meter === undefined ? (
        <Skeleton className="ps-prompt-text" />
      ) : (
        <p className="ps-prompt-text">
          {describeLimit(limit, meter, text)} {resetsAt && messages.renewsOn({ date: format.date(resetsAt) })}
        </p>
      )}
      {!canManageBilling && <p className="ps-prompt-text">{messages.offerAsk}</p>}
      {canManageBilling && offer === null && <p className="ps-prompt-text">{messages.offerNone}</p>}
      {error && <ErrorNote error={error} />}
      <div className="ps-dialog-actions">
        {onClose && (
          <ActionButton isQuiet onClick={onClose}>
            {messages.close}
          </ActionButton>
        )}
        {canManageBilling && offer && <OfferButton offer={offer} isBusy={isBusy} onAccept={onAccept} />}
      </div>
    </>
  );
}

function describeLimit({ needed, remaining }: LimitReached, { unit }: MeterName, { messages, format }: Text<NoticeTexts>): string {
  if (remaining <= 0) return messages.limitNone({ unit: unit.other });
  return messages.limitShort({ needed: format.units(needed, unit), remaining: format.number(remaining) });
}
