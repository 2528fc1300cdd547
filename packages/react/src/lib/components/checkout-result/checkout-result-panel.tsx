'use client';
import type { BillingError } from '@plimsoll/contract';
import { describeError } from '../../messages/describe-error.ts';
import { type ResultTexts, resultTexts } from '../../messages/result-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ResultCard } from '../result-card/result-card.tsx';

export interface CheckoutResultViewProps {
  readonly status: 'activating' | 'active' | 'failed' | 'expired' | 'timeout' | 'error';
  /** Name of the tier, or of the pack, that was bought. */
  readonly tierName?: string | undefined;
  /** Who takes the money, for people. */
  readonly providerName?: string | undefined;
  readonly error?: BillingError | undefined;
  /** Looks again. */
  readonly onCheckAgain: () => void;
  /** Leads on into the application. */
  readonly onContinue: () => void;
  /** Leads back to the plans. */
  readonly onSeePlans: () => void;
}

/** The page itself. */
export function CheckoutResultPanel(props: CheckoutResultViewProps) {
  const { status } = props;
  const words = describeResult(props, useText(resultTexts));
  return (
    <ResultCard state={status} isBusy={status === 'activating'} {...words}>
      {status !== 'activating' && <ResultActions {...props} />}
    </ResultCard>
  );
}

function ResultActions({ status, onCheckAgain, onContinue, onSeePlans }: CheckoutResultViewProps) {
  const { messages } = useText(resultTexts);
  const canLookAgain = status === 'timeout' || status === 'error';
  const isOver = status === 'failed' || status === 'expired';
  return (
    <>
      {canLookAgain && <ActionButton onClick={onCheckAgain}>{messages.checkAgain}</ActionButton>}
      {isOver && <ActionButton onClick={onSeePlans}>{messages.seePlans}</ActionButton>}
      <ActionButton isQuiet={status !== 'active'} onClick={onContinue}>
        {messages.continue}
      </ActionButton>
    </>
  );
}

interface ResultWords {
  readonly title: string;
  readonly hint: string;
}

function describeResult(
  { status, tierName = '', providerName, error }: CheckoutResultViewProps,
  { messages }: Text<ResultTexts>,
): ResultWords {
  switch (status) {
    case 'activating':
      return { title: messages.activating, hint: messages.activatingHint };
    case 'active':
      return { title: messages.activeTitle({ tier: tierName }), hint: messages.activeHint };
    case 'failed':
      return { title: messages.checkoutFailed, hint: messages.checkoutFailedHint };
    case 'expired':
      return { title: messages.checkoutExpired, hint: messages.checkoutExpiredHint };
    case 'timeout':
      return { title: messages.checkoutTimeout, hint: messages.checkoutTimeoutHint({ provider: providerName ?? messages.theProvider }) };
    case 'error':
      return { title: messages.checkoutError, hint: error ? describeError(error, messages) : '' };
    default:
      return status satisfies never;
  }
}
