'use client';
import { resultTexts } from '../../messages/result-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ResultCard } from '../result-card/result-card.tsx';

export interface CheckoutCanceledViewProps {
  /** Leads back to the plans. */
  readonly onSeePlans: () => void;
  /** Leads on into the application. */
  readonly onContinue: () => void;
}

/** The page itself. */
export function CheckoutCanceledPanel({ onSeePlans, onContinue }: CheckoutCanceledViewProps) {
  const { messages } = useText(resultTexts);
  return (
    <ResultCard state="canceled" title={messages.checkoutCanceled} hint={messages.checkoutCanceledHint}>
      <ActionButton onClick={onSeePlans}>{messages.seePlans}</ActionButton>
      <ActionButton isQuiet onClick={onContinue}>
        {messages.continue}
      </ActionButton>
    </ResultCard>
  );
}
