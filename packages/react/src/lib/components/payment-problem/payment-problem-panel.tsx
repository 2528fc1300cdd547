'use client';
import type { BillingError, BillingState } from '@plimsoll/contract';
import { resultTexts } from '../../messages/result-texts.ts';
import { statusTexts } from '../../messages/status-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { ResultCard } from '../result-card/result-card.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';

export interface PaymentProblemViewProps {
  /** Undefined while it is on its way. */
  readonly state: Pick<BillingState, 'subscription' | 'canManageBilling' | 'provider'> | undefined;
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Whether the way to the provider's portal is being asked for. */
  readonly isBusy?: boolean | undefined;
  readonly actionError?: BillingError | null | undefined;
  /** Leads to where the payment method is changed. */
  readonly onFix: () => void;
  /** Leads on into the application. */
  readonly onContinue: () => void;
}

const texts = { ...resultTexts, subscriptionError: statusTexts.subscriptionError };

/** The page itself. */
export function PaymentProblemPanel({ state, loadError, onRetry, isBusy, actionError, onFix, onContinue }: PaymentProblemViewProps) {
  const text = useText(texts);
  const { messages } = text;
  if (state === undefined) {
    if (loadError) return <ErrorNote title={messages.subscriptionError} error={loadError} onRetry={onRetry} />;
    return <Skeleton className="ps-result" />;
  }
  const { kind, title, hint } = describeProblem(state, text);
  const canFix = kind !== 'none' && state.canManageBilling && state.provider.portal;
  return (
    <ResultCard state={kind} {...{ title, hint }} note={actionError && <ErrorNote error={actionError} />}>
      {canFix && (
        <ActionButton isBusy={isBusy} onClick={onFix}>
          {messages.problemFix}
        </ActionButton>
      )}
      <ActionButton isQuiet={canFix} onClick={onContinue}>
        {messages.continue}
      </ActionButton>
    </ResultCard>
  );
}

interface Problem {
  readonly kind: 'past_due' | 'unpaid' | 'incomplete' | 'none';
  readonly title: string;
  readonly hint: string;
}

function describeProblem(
  { subscription: { status, accessUntil }, canManageBilling }: NonNullable<PaymentProblemViewProps['state']>,
  { messages, format }: Text<typeof resultTexts>,
): Problem {
  if (status !== 'past_due' && status !== 'unpaid' && status !== 'incomplete') {
    return { kind: 'none', title: messages.problemNone, hint: messages.problemNoneHint };
  }
  const until = status === 'past_due' && accessUntil !== null ? messages.problemUntil({ date: format.date(accessUntil) }) : undefined;
  const hint = until ?? messages.problemHint[status];
  return { kind: status, title: messages.problemTitle[status], hint: canManageBilling ? hint : `${hint} ${messages.problemAsk}` };
}
